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
import gossip.protocol.ProtocolException;
import gossip.sim.SimulatedNetwork;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who types lines at a simulated node and reads what comes back. */
final class LineClient implements Node {

    private static final AtomicInteger PORTS = new AtomicInteger();

    private final SimulatedNetwork network;
    private final Environment environment;
    private final Deque<String> heard = new ArrayDeque<>();
    private Link link;
    private boolean closed;

    private LineClient(SimulatedNetwork network, Environment environment) {
        this.network = network;
        this.environment = environment;
    }

    static LineClient to(SimulatedNetwork network, Address target) {
        Address self = new Address("192.168.0.1", 50_000 + PORTS.getAndIncrement() % 10_000);
        LineClient client = network.start(self, environment -> new LineClient(network, environment)).node();
        client.dial(target);
        return client;
    }

    /** Somebody at another address who has linked to a peer, up to the peer's first digest. */
    static LineClient neighborOf(SimulatedNetwork network, Address peer) {
        LineClient client = to(network, peer).send("HELLO 192.168.0.9:7001 7");
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
                heard.add(line.toString().strip());
            }

            @Override
            public void malformed(Link from, String reason) {
                heard.add("malformed: " + reason);
            }

            @Override
            public void closed(String reason) {
                closed = true;
            }
        });
        network.run(Duration.ofMillis(50));
    }

    /** Types a line, and leaves time for an answer. */
    LineClient send(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            link.send(Codec.decode(bytes, 0, bytes.length));
        } catch (ProtocolException e) {
            throw new IllegalArgumentException(line, e);
        }
        network.run(Duration.ofMillis(50));
        return this;
    }

    /** The next line that came back, or what there is instead. */
    String next() {
        return heard.isEmpty() ? closed ? "(closed)" : "(nothing)" : heard.removeFirst();
    }

    void hangUp() {
        link.close();
        network.run(Duration.ofMillis(50));
    }

    @Override
    public void start() {}

    @Override
    public LinkHandler accepted(Link accepted) {
        throw new AssertionError("nobody calls back");
    }
}
