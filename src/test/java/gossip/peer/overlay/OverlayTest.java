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
import gossip.protocol.Message;
import gossip.protocol.Message.Hello;
import gossip.protocol.MessageId;
import gossip.sim.NetworkConditions;
import gossip.sim.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two peers that dial each other, at the same time or shortly one after the other, open one link and lose none. */
class OverlayTest {

    private static final Duration DELAY = Duration.ofMillis(4);
    private static final List<Integer> PORTS = List.of(7001, 7002, 7003, 7004);
    private static final int MAX_DEGREE = 1000;

    /** A node that has only an overlay. */
    private static final class OverlayNode implements Node, Overlay.Listener {
        private final Overlay overlay;
        private final List<String> disconnects = new ArrayList<>();
        private final List<Outcome> outcomes = new ArrayList<>();

        private OverlayNode(Address address, Environment environment) {
            LocalPeer self = new LocalPeer(address, environment.currentTime());
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
            return new LinkHandler() {
                @Override
                public void received(Link from, Message message) {
                    overlay.accept(from, ((Hello) message).peer());
                }

                @Override
                public void malformed(Link from, String reason) {
                    throw new AssertionError(reason);
                }

                @Override
                public void closed(String reason) {}
            };
        }

        @Override
        public void connected(Neighbor neighbor) {}

        @Override
        public void disconnected(Neighbor neighbor, DisconnectCause cause) {
            disconnects.add(neighbor.address() + " " + cause);
        }

        @Override
        public void received(Neighbor neighbor, Message message) {}

        @Override
        public boolean duplicate(Neighbor neighbor, MessageId id) {
            return false;
        }

        @Override
        public void malformed(Neighbor neighbor, String reason) {}

        @Override
        public void drained(Neighbor neighbor) {}
    }

    private final SimulatedNetwork network = new SimulatedNetwork(1, NetworkConditions.delay(DELAY, DELAY));

    private OverlayNode start(Address address) {
        return network.start(address, environment -> new OverlayNode(address, environment)).node();
    }

    /** Every ordered pair of ports, with the time in ms between the two dials. */
    static Stream<Arguments> dials() {
        return PORTS.stream().flatMap(first -> PORTS.stream().filter(second -> !second.equals(first))
                .flatMap(second -> Stream.iterate(0, gap -> gap <= 16, gap -> gap + 1)
                        .map(gap -> Arguments.of(first, second, gap))));
    }

    @ParameterizedTest
    @MethodSource("dials")
    void two_peers_that_dial_each_other_open_one_link_and_lose_none(int firstPort, int secondPort, int gap) {
        Address firstAddress = new Address("10.0.0.1", firstPort);
        Address secondAddress = new Address("10.0.0.1", secondPort);
        OverlayNode first = start(firstAddress);
        OverlayNode second = start(secondAddress);

        first.dial(secondAddress);
        network.run(Duration.ofMillis(gap));
        second.dial(firstAddress);
        network.run(Duration.ofSeconds(1));

        assertEquals(List.of(), first.disconnects);
        assertEquals(List.of(), second.disconnects);
        assertEquals(1, first.overlay.degree());
        assertEquals(1, second.overlay.degree());
        boolean firstDialed = first.overlay.find(secondAddress).orElseThrow().dialed();
        assertNotEquals(firstDialed, second.overlay.find(firstAddress).orElseThrow().dialed());
        // After dial, opening and HELLO, 3 delays, the second peer has the link and does not dial.
        if (gap < 3 * DELAY.toMillis()) {
            assertEquals(firstPort < secondPort, firstDialed, "the link that the lower address dialed");
        }
        first.dial(secondAddress);
        assertEquals(1, first.outcomes.size(), "a neighbor is not dialed");
    }
}
