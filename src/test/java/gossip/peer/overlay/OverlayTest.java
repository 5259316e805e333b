package gossip.peer.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.node.PeerListener;
import gossip.peer.InboundHandler;
import gossip.peer.PeerConfig;
import gossip.peer.overlay.OutboundHandshake.Outcome;
import gossip.protocol.Address;
import gossip.protocol.Message;
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

/** Two peers that dial each other, at once or one a little after the other: one link is made and none is lost. */
class OverlayTest {

    private static final Duration DELAY = Duration.ofMillis(4);
    private static final List<Integer> PORTS = List.of(7001, 7002, 7003, 7004);

    /** Nothing but its links. */
    private static final class End implements Node, Overlay.Listener {
        private final Overlay overlay;
        private final InboundHandler inboundHandler;
        private final List<String> losses = new ArrayList<>();
        private final List<Outcome> outcomes = new ArrayList<>();

        private End(Address address, Environment environment) {
            LocalPeer self = new LocalPeer(address, environment.currentTime());
            PeerListener listener = new PeerListener() { };
            PeerConfig config = PeerConfig.defaults("end", List.of(new Address("127.0.0.1", 5000)));
            overlay = new Overlay(self, config.maxDegree(), environment, listener, this);
            inboundHandler = new InboundHandler(self, environment, overlay, listener, ping -> null, () -> "");
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
            return inboundHandler.accepted(link);
        }

        @Override
        public void connected(Neighbor neighbor) {}

        @Override
        public void disconnected(Neighbor neighbor, DisconnectCause cause) {
            losses.add(neighbor.address() + " " + cause);
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

    private End start(Address address) {
        return network.start(address, environment -> new End(address, environment)).node();
    }

    /** Every order of two ports, and how many milliseconds after the first dial the second one comes. */
    static Stream<Arguments> dials() {
        return PORTS.stream().flatMap(first -> PORTS.stream().filter(second -> !second.equals(first))
                .flatMap(second -> Stream.iterate(0, gap -> gap <= 16, gap -> gap + 1)
                        .map(gap -> Arguments.of(first, second, gap))));
    }

    @ParameterizedTest
    @MethodSource("dials")
    void one_link_is_made_and_none_is_lost(int firstPort, int secondPort, int gap) {
        Address firstAddress = new Address("10.0.0.1", firstPort);
        Address secondAddress = new Address("10.0.0.1", secondPort);
        End first = start(firstAddress);
        End second = start(secondAddress);

        first.dial(secondAddress);
        network.run(Duration.ofMillis(gap));
        second.dial(firstAddress);
        network.run(Duration.ofSeconds(1));

        assertEquals(List.of(), first.losses);
        assertEquals(List.of(), second.losses);
        assertEquals(1, first.overlay.degree());
        assertEquals(1, second.overlay.degree());
        boolean firstDialled = first.overlay.find(secondAddress).orElseThrow().dialed();
        assertNotEquals(firstDialled, second.overlay.find(firstAddress).orElseThrow().dialed());
        // Dialled, opened, greeted: till then the second one does not know of the first one's dial.
        if (gap < 3 * DELAY.toMillis()) {
            assertEquals(firstPort < secondPort, firstDialled, "the lower address's own link");
        }
        first.dial(secondAddress);
        assertEquals(1, first.outcomes.size(), "a neighbor is no stranger");
    }
}
