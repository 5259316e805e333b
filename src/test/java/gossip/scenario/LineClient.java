package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.LineBuffer;
import gossip.protocol.Message;
import gossip.protocol.Pairs;
import gossip.protocol.ProtocolException;
import gossip.sim.SimulatedNetwork;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A client that sends lines to a simulated node and returns the lines that the node sends, as netcat does. */
final class LineClient implements Node {

    /** The address in the HELLO of {@link #neighborOf}. */
    static final Address NEIGHBOR = new Address("192.168.0.9", 7001);
    private static final AtomicInteger PORTS = new AtomicInteger();
    /** Enough for a line and its answer. */
    private static final Duration ROUND_TRIP = Duration.ofMillis(50);

    private final Address self;
    private final SimulatedNetwork network;
    private final Environment environment;
    private final Deque<String> received = new ArrayDeque<>();
    private Link link;
    private boolean closed;

    private LineClient(Address self, SimulatedNetwork network, Environment environment) {
        this.self = self;
        this.network = network;
        this.environment = environment;
    }

    static LineClient to(SimulatedNetwork network, Address target) {
        return from("192.168.0.1", network, target);
    }

    /** Connects from this host. */
    static LineClient from(String host, SimulatedNetwork network, Address target) {
        Address self = new Address(host, 50_000 + PORTS.getAndIncrement() % 10_000);
        LineClient client = network.start(self, environment -> new LineClient(self, network, environment)).node();
        client.dial(target);
        network.run(ROUND_TRIP);
        return client;
    }

    /** Connects this many clients at the same time. */
    static List<LineClient> to(SimulatedNetwork network, Address target, int count) {
        List<LineClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Address self = new Address("192.168.0.1", 50_000 + PORTS.getAndIncrement() % 10_000);
            clients.add(network.start(self, environment -> new LineClient(self, network, environment)).node());
            clients.getLast().dial(target);
        }
        network.run(ROUND_TRIP);
        return clients;
    }

    /** Connects as the neighbor 192.168.0.9:7001/7, and skips the lines up to the first digest of the peer. */
    static LineClient neighborOf(SimulatedNetwork network, Address peer) {
        return neighborOf(network, peer, NEIGHBOR.port());
    }

    /** Connects as the neighbor 192.168.0.9 with this port. */
    static LineClient neighborOf(SimulatedNetwork network, Address peer, int port) {
        LineClient client = to(network, peer).send("HELLO 192.168.0.9:" + port + " 7");
        assertTrue(client.next().startsWith("HELLO "));
        assertTrue(client.next().startsWith("DIGEST "));
        return client;
    }

    private void dial(Address target) {
        environment.dial(target, new LinkHandler() {
            @Override
            public void opened(Link opened) {
                link = opened;
            }

            @Override
            public void received(Link from, Message message) {
                LineBuffer line = new LineBuffer();
                Codec.encode(message, line);
                received.add(line.toString().strip());
            }

            @Override
            public void malformed(Link from, String reason) {
                received.add("malformed: " + reason);
            }

            @Override
            public void closed(String reason) {
                closed = true;
            }
        });
    }

    /** Returns the address from which it connects. */
    Address address() {
        return self;
    }

    /** Sends a line and runs the simulation long enough for an answer. */
    LineClient send(String line) {
        return sendAtOnce(line, 1);
    }

    /** Sends a line several times and runs the simulation long enough for an answer. */
    LineClient sendAtOnce(String line, int times) {
        for (int i = 0; i < times; i++) {
            sendNow(line);
        }
        network.run(ROUND_TRIP);
        return this;
    }

    /** Sends a line without waiting for an answer. */
    void sendNow(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            link.send(Codec.decode(bytes, 0, bytes.length));
        } catch (ProtocolException e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    /** Discards all lines that were received. */
    void skipAll() {
        received.clear();
    }

    /** Closes the connection and runs the simulation long enough for the reaction. */
    void close() {
        link.close();
        network.run(ROUND_TRIP);
    }

    /** Returns the next line that was received, or {@code (closed)} or {@code (nothing)}. */
    String next() {
        if (!received.isEmpty()) {
            return received.removeFirst();
        }
        return closed ? "(closed)" : "(nothing)";
    }

    /** Returns the rows of the reply that was received next. */
    List<Map<String, String>> rows() {
        String header = next();
        assertTrue(header.startsWith("ROWS "), header);
        List<Map<String, String>> rows = new ArrayList<>();
        for (int left = Integer.parseInt(header.substring(5)); left > 0; left--) {
            String row = next();
            assertTrue(row.startsWith("ROW "), row);
            rows.add(Pairs.parse(row.substring(4)));
        }
        return rows;
    }

    @Override
    public void start() {}

    @Override
    public LinkHandler accepted(Link accepted) {
        throw new AssertionError("a node dialed this client");
    }
}
