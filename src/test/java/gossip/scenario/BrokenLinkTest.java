package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.Message;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A neighbor hangs up without a word and lives: it is linked again, or only asked whether it lives. */
class BrokenLinkTest {

    private static final Address CAPRICIOUS = new Address("10.9.9.9", 9999);

    /** Links, hangs up, and answers whoever comes after it. */
    private static final class Capricious implements Node {
        private final PeerId self = new PeerId(CAPRICIOUS, 7);
        private final List<String> heard = new ArrayList<>();
        private final Environment environment;
        private Link link;

        private Capricious(Environment environment) {
            this.environment = environment;
        }

        @Override
        public void start() {}

        private void greet(Address peer) {
            environment.dial(peer, new LinkHandler() {
                @Override
                public void opened(Link opened) {
                    link = opened;
                    link.send(new Hello(self));
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
                    heard.add(Codec.verb(message));
                    switch (message) {
                        case Hello hello -> from.send(new Hello(self));
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

    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);

    private Capricious hangUpOn(Address peer) {
        Capricious capricious = simulation.network.start(CAPRICIOUS, Capricious::new).node();
        capricious.greet(peer);
        simulation.run(Duration.ofSeconds(1));
        capricious.link.close();
        simulation.run(Simulation.HEARTBEAT);
        return capricious;
    }

    @Test
    void where_another_link_takes_its_place_it_is_only_asked_whether_it_lives() {
        Address peer = simulation.cluster.startPeer();
        simulation.settle();

        Capricious capricious = hangUpOn(peer);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(5));

        assertEquals(List.of("PING"), capricious.heard);
        assertEquals(List.of(), simulation.cluster.peer(peer).neighbors());
        assertEquals(List.of(), simulation.recorder.deaths());
    }

    @Test
    void where_none_does_it_is_linked_again() {
        simulation.cluster.startPeers(10);
        simulation.settle();
        Address peer = simulation.cluster.living().stream()
                .filter(each -> simulation.cluster.peer(each).neighbors().size() == 2).findFirst().orElseThrow();
        List<Address> before = simulation.cluster.peer(peer).neighbors();

        Capricious capricious = hangUpOn(peer);

        assertEquals(List.of("HELLO", "DIGEST"), capricious.heard);
        assertEquals(before.size() + 1, simulation.cluster.peer(peer).neighbors().size());
        assertEquals(List.of(), simulation.recorder.deaths());
    }
}
