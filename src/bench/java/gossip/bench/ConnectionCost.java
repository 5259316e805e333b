package gossip.bench;

import gossip.bench.Security.SecuredNodes;
import gossip.identity.Role;
import gossip.net.Acceptor;
import gossip.net.SharedResources;
import gossip.net.SocketHost;
import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.tls.KeyType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Measures what a connection between two nodes costs, without TLS and with TLS by type of key. Both nodes are in this
 * process, so each figure is for both ends. Each connection with TLS makes a full handshake.
 */
final class ConnectionCost {

    /** Connections that are opened concurrently, as by a few joining peers. */
    private static final int OPENING = 8;
    private static final int COLLECTIONS = 4;
    private static final Duration BETWEEN_COLLECTIONS = Duration.ofMillis(250);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** A node that keeps its connections and sends nothing. */
    private record IdleNode(Environment environment, Semaphore opened) implements Node, LinkHandler {

        @Override
        public void start() {}

        /** The host has completed the handshake. */
        @Override
        public LinkHandler accepted(Link link) {
            opened.release();
            return this;
        }

        void dial(Address address) {
            environment.dial(address, this);
        }

        @Override
        public void opened(Link link) {
            opened.release();
        }

        @Override
        public void received(Link link, Message message) {}

        @Override
        public void malformed(Link link, String reason) {
            link.close();
        }

        @Override
        public void closed(String reason) {
            System.err.println("a connection has ended: " + reason);
        }
    }

    private final int count;

    private ConnectionCost(int count) {
        this.count = count;
    }

    /** Prints a line for each run. The first is the warm-up, and the kinds of connections alternate. */
    static void print(int count, int runs, Path output) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(output.toAbsolutePath(), "nodes");
        try {
            Map<String, SecuredNodes> kinds = new LinkedHashMap<>();
            kinds.put("without TLS", Security.NONE.nodes(folder, Role.PEER));
            for (KeyType type : KeyType.values()) {
                Path keys = folder.resolve(type.name());
                Security security = Security.tls(type);
                security.issue(keys, GossipNetwork.HOST);
                kinds.put("TLS, " + type, security.nodes(keys, Role.PEER));
            }
            System.out.println(count + " connections; CPU and heap of a connection are those of both ends");
            for (int run = 0; run <= runs; run++) {
                for (Map.Entry<String, SecuredNodes> kind : kinds.entrySet()) {
                    System.out.printf(Locale.ROOT, "%-8s  %-12s  %s%n", run == 0 ? "warm-up" : "run " + run,
                            kind.getKey(), new ConnectionCost(count).measure(kind.getValue()));
                }
            }
        } finally {
            ChildProcess.delete(folder);
        }
    }

    private String measure(SecuredNodes nodes) throws IOException, InterruptedException {
        Semaphore opened = new Semaphore(0);
        try (SharedResources resources = nodes.resources()) {
            Acceptor acceptor = Acceptor.bind(GossipNetwork.HOST, 0);
            Address address = new Address(GossipNetwork.HOST, acceptor.port());
            SocketHost<IdleNode> server = start(acceptor, resources, opened);
            SocketHost<IdleNode> client = start(Acceptor.bind(GossipNetwork.HOST, 0), resources, opened);
            try {
                long heap = usedHeap();
                long cpu = ProcessUsage.cpuNanos();
                for (int done = 0; done < count; done += OPENING) {
                    open(client, address, Math.min(OPENING, count - done), opened);
                }
                double cpuMicros = (ProcessUsage.cpuNanos() - cpu) / 1e3 / count;
                double heapKilobytes = (usedHeap() - heap) / 1e3 / count;
                return String.format(Locale.ROOT, "%6.0f us of CPU, %5.1f kB of heap", cpuMicros, heapKilobytes);
            } finally {
                client.freeze();
                for (SocketHost<IdleNode> host : List.of(server, client)) {
                    host.close();
                    // So that the heap before the next measurement contains none of these connections.
                    host.connections().awaitNone(TIMEOUT);
                }
            }
        }
    }

    private static void open(SocketHost<IdleNode> client, Address address, int connections, Semaphore opened)
            throws IOException, InterruptedException {
        for (int i = 0; i < connections; i++) {
            client.execute(node -> node.dial(address));
        }
        if (!opened.tryAcquire(2 * connections, TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("a connection did not open in " + TIMEOUT.toSeconds() + " s");
        }
    }

    private static SocketHost<IdleNode> start(Acceptor acceptor, SharedResources resources, Semaphore opened) {
        return SocketHost.start(acceptor, resources,
                (activity, cause) -> System.err.println("error while " + activity + ": " + cause),
                environment -> new IdleNode(environment, opened));
    }

    /** Returns the bytes in use after collections. Closed sockets are released by cleaners, between two of them. */
    private static long usedHeap() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(BETWEEN_COLLECTIONS);
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
