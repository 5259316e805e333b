package gossip.bench;

import gossip.GossipPeer;
import gossip.bench.Security.SecuredNodes;
import gossip.eventlog.EventLog;
import gossip.identity.Role;
import gossip.journal.Fsync;
import gossip.net.Acceptor;
import gossip.net.SharedResources;
import gossip.net.SocketHost;
import gossip.node.PeerListener;
import gossip.node.SeedListener;
import gossip.peer.PeerConfig;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.PeerId;
import gossip.seed.Seed;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A network of this program: the classes that the daemons run, with one seed. */
final class GossipNetwork implements Network {

    static final String HOST = "127.0.0.1";
    /** How many peers join concurrently. The same number as in a daemon with {@code --count}. */
    private static final int MAX_JOINING = 32;
    private static final int JOIN_WAIT_MILLIS = 100;

    /** A node has declared a peer dead. */
    private record Detection(Address by, Address dead) {}

    private final Workload workload;
    private final Dissemination dissemination;
    private final Security security;
    private final boolean isStored;
    private final Map<Integer, GossipPeer> peers = new HashMap<>();
    private final Set<Detection> detections = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Set<Detection>> expected = new AtomicReference<>(Set.of());
    private final AtomicReference<Address> seed = new AtomicReference<>();
    private volatile Optional<Address> hanging = Optional.empty();
    private final CountDownLatch inside = new CountDownLatch(1);

    /** @param isStored whether each peer has a folder for its data, as with {@code --data} */
    GossipNetwork(Workload workload, Dissemination dissemination, Security security, boolean isStored) {
        this.workload = workload;
        this.dissemination = dissemination;
        this.security = security;
        this.isStored = isStored;
    }

    @Override
    public boolean form(int nodes, DeliveryListener listener, Duration timeout)
            throws IOException, InterruptedException {
        prepare(nodes);
        Function<Address, PeerListener> log = log();
        int victim = Network.victim(nodes);
        SecuredNodes secured = security.nodes(folder(), Role.PEER);
        SharedResources resources = secured.resources();
        // A node that hangs would block the timers that it shares with other nodes.
        SharedResources resourcesOfVictim = secured.resources();
        CountDownLatch joined = new CountDownLatch(nodes);
        Semaphore joining = new Semaphore(MAX_JOINING);
        for (int node = 0; node < nodes; node++) {
            boolean permitted = joining.tryAcquire(JOIN_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            start(node, secured, node == victim ? resourcesOfVictim : resources, listener, log, () -> {
                joined.countDown();
                joining.release(permitted ? 1 : 0);
            });
        }
        return joined.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public String prepare(int nodes) throws IOException {
        Acceptor acceptor = Acceptor.bind(HOST, 0);
        Address self = new Address(HOST, acceptor.port());
        seed.set(self);
        SeedListener listener = new SeedListener() {
            @Override
            public void removed(PeerId peer, String name, Reason reason, int members) {
                detections.add(new Detection(self, peer.address()));
            }
        };
        SocketHost.start(acceptor, security.nodes(folder(), Role.SEED).resources(), GossipNetwork::printError,
                environment -> new Seed(self, environment, listener));
        return self.toString();
    }

    @Override
    public void join(int node, String prepared, DeliveryListener listener) throws IOException, InterruptedException {
        seed.set(Address.parse(prepared));
        CountDownLatch joined = new CountDownLatch(1);
        SecuredNodes secured = security.nodes(folder(), Role.PEER);
        start(node, secured, secured.resources(), listener, log(), joined::countDown);
        joined.await();
    }

    /** Opens an event log that writes to a file and the console, as in a daemon. Nothing reads either of them. */
    private Function<Address, PeerListener> log() throws IOException {
        if (!workload.isLogged()) {
            return self -> new PeerListener() { };
        }
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        return EventLog.open(folder().resolve("events.log"))::ofPeer;
    }

    private static Path folder() {
        return Path.of(System.getProperty(ChildProcess.FOLDER));
    }

    private void start(int node, SecuredNodes secured, SharedResources resources, DeliveryListener listener,
            Function<Address, PeerListener> log, Runnable onJoined) throws IOException {
        Acceptor acceptor = Acceptor.bind(HOST, 0);
        Address self = new Address(HOST, acceptor.port());
        PeerListener logger = log.apply(self);
        PeerListener peerListener = new PeerListener() {
            @Override
            public void generated(Gossip gossip) {
                if (hanging.equals(Optional.of(self))) {
                    hangForever();
                }
            }

            @Override
            public boolean wantsEvents() {
                return logger.wantsEvents();
            }

            @Override
            public void event(String name, Object... keysAndValues) {
                logger.event(name, keysAndValues);
            }

            @Override
            public void received(Gossip gossip, Address from) {
                // The text is [time]:ip: Message n [payload]. Searching from the front is faster.
                String text = gossip.text().toString();
                listener.received(node, text, text.indexOf('[', 1) + 1);
            }

            @Override
            public void neighborDead(PeerId peer) {
                detections.add(new Detection(self, peer.address()));
            }
        };
        PeerConfig config = secured.config(config("peer-" + node));
        peers.put(node, isStored
                ? GossipPeer.start(acceptor, self, config, peerListener, resources, GossipNetwork::printError,
                        folder().resolve("data-" + node), Fsync.INTERVAL, onJoined)
                : GossipPeer.start(
                        acceptor, self, config, peerListener, resources, GossipNetwork::printError, onJoined));
    }

    /** Returns the defaults of the daemon, except for the heartbeat, the dissemination and the generated messages. */
    private PeerConfig config(String name) {
        PeerConfig defaults = PeerConfig.defaults(name, List.of(seed.get()));
        return new PeerConfig(name, defaults.seeds(), 0, defaults.gossipInterval(), workload.heartbeat(),
                defaults.pingMisses(), defaults.links(), defaults.maxDegree(), dissemination, defaults.zone());
    }

    private static void printError(String activity, Throwable cause) {
        System.err.println("error while " + activity + ": " + cause);
    }

    @Override
    public void publish(int node, List<String> payloads) throws InterruptedException {
        peers.get(node).publish(payloads);
    }

    @Override
    public void kill(int node) {
        expectDetections(node);
        peers.get(node).close();
    }

    /** Makes a thread hold the lock of the node forever, so that no connection and no timer can call into the node. */
    @Override
    public void hang(int node) throws InterruptedException {
        expectDetections(node);
        hanging = Optional.of(peers.get(node).address());
        Thread.ofPlatform().daemon().name("hangs").start(() -> {
            try {
                peers.get(node).publish("the listener hangs before this message is sent");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        inside.await();
    }

    /** Called by the listener of the victim, within the node. */
    private void hangForever() {
        inside.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Expects a detection from each neighbor of the node and from the seed. No other node has to detect it. */
    private void expectDetections(int node) {
        Address victim = peers.get(node).address();
        Set<Detection> all = ConcurrentHashMap.newKeySet();
        all.add(new Detection(seed.get(), victim));
        peers.get(node).neighbors().forEach(neighbor -> all.add(new Detection(neighbor, victim)));
        expected.set(all);
    }

    @Override
    public int unaware(int failed) {
        return (int) expected.get().stream().filter(detection -> !detections.contains(detection)).count();
    }
}
