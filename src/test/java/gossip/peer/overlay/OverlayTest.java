package gossip.peer.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.node.PeerListener;
import gossip.peer.overlay.OutboundHandshake.Outcome;
import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.protocol.Message;
import gossip.protocol.Message.Hello;
import gossip.sim.NetworkConditions;
import gossip.sim.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Two peers that dial each other, at the same time or shortly one after the other, open one link and lose none. */
class OverlayTest {

    private static final Duration DELAY = Duration.ofMillis(4);
    private static final List<Integer> PORTS = List.of(7001, 7002, 7003, 7004);
    private static final int MAX_DEGREE = 1000;

    /** A node that has only an overlay. */
    private static final class OverlayNode implements Node, OverlayListener {
        private final Overlay overlay;
        private final List<String> disconnects = new ArrayList<>();
        private final List<Outcome> outcomes = new ArrayList<>();

        private OverlayNode(Address address, Environment environment) {
            LocalPeer self = new LocalPeer(address, environment.currentTime(), Identity.DEFAULT_NETWORK, "", false);
            overlay = new Overlay(self, MAX_DEGREE, environment, new PeerListener() { }, this);
        }

        private void dial(Address other) {
            if (overlay.canConnect(other)) {
                overlay.connect(other, outcomes::add);
            }
        }

        @Override
        public void start() {}

        @Override
        public LinkHandler accepted(Link link) {
            return handler(message -> overlay.accept(link, ((Hello) message).identity()), reason -> { });
        }

        @Override
        public LinkHandler handler(Neighbor neighbor) {
            return handler(message -> { }, reason -> overlay.linkLost(neighbor, reason));
        }

        private static LinkHandler handler(Consumer<Message> onMessage, Consumer<String> onClosed) {
            return new LinkHandler() {
                @Override
                public void received(Link from, Message message) {
                    onMessage.accept(message);
                }

                @Override
                public void malformed(Link from, String reason) {
                    throw new AssertionError(reason);
                }

                @Override
                public void closed(String reason) {
                    onClosed.accept(reason);
                }
            };
        }

        @Override
        public long digest() {
            return 0;
        }

        @Override
        public void connected(Neighbor neighbor) {}

        @Override
        public void disconnected(Neighbor neighbor, DisconnectCause cause) {
            disconnects.add(neighbor.address() + " " + cause);
        }
    }

    private static OverlayNode start(SimulatedNetwork network, Address address) {
        return network.start(address, environment -> new OverlayNode(address, environment)).node();
    }

    @Test
    void two_peers_that_dial_each_other_open_one_link_and_lose_none() {
        for (int first : PORTS) {
            for (int second : PORTS) {
                for (int gapMillis = 0; gapMillis <= 16 && first != second; gapMillis++) {
                    assertOneLink(first, second, gapMillis);
                }
            }
        }
    }

    private static void assertOneLink(int firstPort, int secondPort, int gapMillis) {
        String context = firstPort + " dials, " + secondPort + " dials " + gapMillis + " ms later";
        SimulatedNetwork network = new SimulatedNetwork(1, NetworkConditions.delay(DELAY, DELAY));
        Address firstAddress = new Address("10.0.0.1", firstPort);
        Address secondAddress = new Address("10.0.0.1", secondPort);
        OverlayNode first = start(network, firstAddress);
        OverlayNode second = start(network, secondAddress);

        first.dial(secondAddress);
        network.run(Duration.ofMillis(gapMillis));
        second.dial(firstAddress);
        network.run(Duration.ofSeconds(1));

        assertEquals(List.of(), first.disconnects, context);
        assertEquals(List.of(), second.disconnects, context);
        assertEquals(1, first.overlay.degree(), context);
        assertEquals(1, second.overlay.degree(), context);
        boolean firstDialed = first.overlay.find(secondAddress).orElseThrow().dialed();
        assertNotEquals(firstDialed, second.overlay.find(firstAddress).orElseThrow().dialed(), context);
        // After dial, opening and HELLO, 3 delays, the second peer has the link and does not dial.
        if (gapMillis < 3 * DELAY.toMillis()) {
            assertEquals(firstPort < secondPort, firstDialed, "the link that the lower address dialed: " + context);
        }
        first.dial(secondAddress);
        assertEquals(1, first.outcomes.size(), "a neighbor is not dialed: " + context);
    }
}
