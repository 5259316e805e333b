package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.Identity;
import gossip.protocol.Message;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A neighbor closes its link but stays alive: the peer connects to it again, or only sends a PING to it. */
class BrokenLinkTest {

    private static final int MAX_DEGREE = 20;
    private static final Address CLOSING = new Address("10.9.9.9", 9999);

    /** A peer that opens a link, closes it, and answers HELLO and PING on later connections. */
    private static final class ClosingPeer implements Node {
        private final PeerId self = new PeerId(CLOSING, 7);
        private final List<String> received = new ArrayList<>();
        private final Environment environment;
        private Link link;
        private boolean answersHello = true;

        private ClosingPeer(Environment environment) {
            this.environment = environment;
        }

        @Override
        public void start() {}

        private void connectTo(Address peer) {
            environment.dial(peer, new LinkHandler() {
                @Override
                public void opened(Link opened) {
                    link = opened;
                    link.send(new Hello(Identity.of(self)));
                }

                @Override
                public void received(Link from, Message message) {}

                @Override
                public void malformed(Link from, String reason) {}

                @Override
                public void closed(String reason) {}
            });
        }

        @Override
        public LinkHandler accepted(Link accepted) {
            return new LinkHandler() {
                @Override
                public void received(Link from, Message message) {
                    received.add(Codec.verb(message));
                    switch (message) {
                        case Hello hello when answersHello -> from.send(new Hello(Identity.of(self)));
                        case Ping ping -> from.send(new PingReply(ping.token(), self, 1, 0, ping.digest()));
                        default -> { }
                    }
                }

                @Override
                public void malformed(Link from, String reason) {}

                @Override
                public void closed(String reason) {}
            };
        }
    }

    private final Simulation simulation = new Simulation(1, 1, config -> new PeerConfig(config.name(), config.seeds(), 0,
            config.gossipInterval(), config.pingInterval(), config.pingMisses(), config.links(), MAX_DEGREE,
            config.dissemination(), config.zone()));

    private ClosingPeer closeLinkTo(Address peer) {
        ClosingPeer closing = simulation.network.start(CLOSING, ClosingPeer::new).node();
        closing.connectTo(peer);
        simulation.run(Duration.ofSeconds(1));
        closing.link.close();
        simulation.run(Simulation.HEARTBEAT);
        return closing;
    }

    @Test
    void a_neighbor_whose_link_is_replaced_only_gets_a_PING() {
        Address peer = simulation.cluster.startPeer();
        simulation.settle();

        ClosingPeer closing = closeLinkTo(peer);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(5));

        assertEquals(List.of("PING"), closing.received);
        assertEquals(List.of(), simulation.cluster.peer(peer).neighbors());
        assertEquals(List.of(), simulation.recorder.deaths());
    }

    @Test
    void a_neighbor_whose_link_is_not_replaced_is_connected_again() {
        simulation.cluster.startPeers(10);
        simulation.settle();
        Address peer = smallest();
        List<Address> before = simulation.cluster.peer(peer).neighbors();

        ClosingPeer closing = closeLinkTo(peer);

        assertEquals(List.of("HELLO", "DIGEST"), closing.received);
        assertEquals(before.size() + 1, simulation.cluster.peer(peer).neighbors().size());
        assertEquals(List.of(), simulation.recorder.deaths());
    }

    @Test
    void a_neighbor_that_replies_to_PING_but_opens_no_link_is_not_declared_dead() {
        simulation.cluster.startPeers(10);
        simulation.settle();
        Address peer = smallest();
        ClosingPeer closing = simulation.network.start(CLOSING, ClosingPeer::new).node();
        closing.answersHello = false;
        closing.connectTo(peer);
        simulation.run(Duration.ofSeconds(1));
        closing.link.close();

        simulation.run(Simulation.HEARTBEAT.multipliedBy(8));

        assertEquals(0, simulation.recorder.misses());
        assertEquals(List.of(), simulation.recorder.deaths());
    }

    @Test
    void at_its_maximum_degree_a_peer_declares_no_neighbor_dead_whose_link_it_cannot_open_again() {
        simulation.cluster.startPeers(10);
        simulation.settle();
        Address peer = smallest();
        ClosingPeer closing = simulation.network.start(CLOSING, ClosingPeer::new).node();
        closing.connectTo(peer);
        simulation.run(Duration.ofMillis(50));
        closing.link.close();
        simulation.run(Duration.ofMillis(50));
        for (int port = 8000; simulation.cluster.peer(peer).neighbors().size() < MAX_DEGREE; port++) {
            LineClient.neighborOf(simulation.network, peer, port);
        }

        simulation.run(Simulation.HEARTBEAT.multipliedBy(3).minusSeconds(2));

        assertEquals(List.of("HELLO", "BYE"), closing.received);
        assertEquals(List.of(), simulation.recorder.deaths());
    }

    private Address smallest() {
        return simulation.cluster.living().stream()
                .filter(each -> simulation.cluster.peer(each).neighbors().size() == 2).findFirst().orElseThrow();
    }
}
