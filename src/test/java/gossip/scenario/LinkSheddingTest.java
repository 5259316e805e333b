package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Bye;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.Message.Prune;
import gossip.protocol.Message.Shed;
import gossip.protocol.Message.Surplus;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which links a peer with one too many sheds, which it keeps, and what it does where it has shed the wrong one. */
class LinkSheddingTest {

    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);
    private Address peer;

    /** A neighbor that says of itself what the test wants. */
    private static final class Companion implements Node, LinkHandler {
        private final PeerId self;
        private final Environment environment;
        private final List<Message> heard = new ArrayList<>();
        private int degree = 5;
        private boolean agrees = true;
        private boolean yields = true;
        private boolean echoes = true;
        private boolean linked;
        private Link link;

        private Companion(Address address, Environment environment) {
            this.self = new PeerId(address, 7);
            this.environment = environment;
        }

        @Override
        public void start() {}

        private void greet(Address peer) {
            environment.dial(peer, this);
        }

        @Override
        public LinkHandler accepted(Link accepted) {
            return this;
        }

        @Override
        public void opened(Link opened) {
            link = opened;
            linked = true;
            link.send(new Hello(self));
        }

        @Override
        public void received(Link from, Message message) {
            heard.add(message);
            switch (message) {
                case Ping ping -> {
                    from.send(new PingReply(ping.token(), self, degree, 0, agrees ? ping.digest() : ~ping.digest()));
                    if (echoes) {
                        heard.stream().filter(Gossip.class::isInstance).findFirst().ifPresent(from::send);
                    }
                }
                case Shed shed when yields -> {
                    from.send(new Bye("yes"));
                    from.close();
                    linked = false;
                }
                case Hello hello when from != link -> {
                    from.send(new Hello(self));
                    link = from;
                    linked = true;
                }
                case Bye bye -> linked = false;
                default -> { }
            }
        }

        @Override
        public void malformed(Link from, String reason) {}

        @Override
        public void closed(String reason) {}

        private long count(Class<? extends Message> kind) {
            return heard.stream().filter(kind::isInstance).count();
        }
    }

    @BeforeEach
    void start() {
        peer = simulation.cluster.startPeer();
        simulation.settle();
    }

    /** All have heard one message of the peer, a copy of which they send back at times, as if it had come round. */
    private List<Companion> companions(int count) {
        List<Companion> companions = IntStream.range(0, count)
                .mapToObj(i -> new Address("10.9.9.9", 7001 + i))
                .map(address -> simulation.network.start(
                        address, environment -> new Companion(address, environment)).node())
                .toList();
        companions.forEach(companion -> companion.greet(peer));
        simulation.run(Duration.ofSeconds(1));
        simulation.publish(peer);
        return companions;
    }

    /** Two of these put the account of a peer that has lost nothing below zero, wherever between 0 and 1 it began. */
    private static void mend(Companion... companions) {
        for (Companion companion : companions) {
            companion.link.send(new Surplus());
        }
    }

    private void heartbeats(int count) {
        simulation.run(Simulation.HEARTBEAT.multipliedBy(count));
    }

    private static long requests(List<Companion> companions) {
        return companions.stream().mapToLong(companion -> companion.count(Shed.class)).sum();
    }

    private int degree() {
        return simulation.cluster.peer(peer).neighbors().size();
    }

    @Test
    void nothing_is_shed_where_nothing_is_too_much() {
        List<Companion> companions = companions(6);
        heartbeats(10);
        assertEquals(0, requests(companions));
    }

    @Test
    void for_two_halves_of_a_link_too_many_one_is_shed_and_it_is_not_one_that_mends() {
        List<Companion> companions = companions(4);
        mend(companions.get(0), companions.get(1));
        heartbeats(10);

        assertEquals(0, requests(companions.subList(0, 2)));
        assertEquals(1, requests(companions.subList(2, 4)));
        assertEquals(3, degree());
    }

    @Test
    void telling_twice_that_a_link_mends_counts_once() {
        List<Companion> companions = companions(9);
        for (int i = 0; i < 10; i++) {
            mend(companions.get(0), companions.get(1));
        }
        heartbeats(10);
        assertEquals(1, requests(companions));
    }

    @Test
    void it_is_not_shed_before_all_neighbors_have_the_same_messages() {
        List<Companion> companions = companions(4);
        companions.getFirst().agrees = false;
        mend(companions.get(0), companions.get(1));
        heartbeats(10);
        assertEquals(0, requests(companions));

        companions.getFirst().agrees = true;
        heartbeats(4);
        assertEquals(1, requests(companions));
    }

    @Test
    void nobody_is_asked_that_has_no_more_than_it_needs() {
        List<Companion> companions = companions(4);
        companions.forEach(companion -> companion.degree = 2);
        mend(companions.get(0), companions.get(1));
        heartbeats(10);
        assertEquals(0, requests(companions));
    }

    @Test
    void none_is_shed_that_no_message_goes_round() {
        List<Companion> companions = companions(4);
        companions.forEach(companion -> companion.echoes = false);
        mend(companions.get(0), companions.get(1));
        heartbeats(10);
        assertEquals(0, requests(companions));

        companions.get(3).echoes = true;
        heartbeats(2);
        assertEquals(1, companions.get(3).count(Shed.class));
    }

    @Test
    void one_that_has_asked_to_be_spared_messages_gets_them_by_another_way() {
        List<Companion> companions = companions(4);
        companions.forEach(companion -> companion.echoes = false);
        companions.get(3).link.send(new Prune(simulation.cluster.peer(peer).id()));
        mend(companions.get(0), companions.get(1));
        heartbeats(10);
        assertEquals(1, companions.get(3).count(Shed.class));
    }

    @Test
    void one_is_asked_a_heartbeat_until_one_says_yes() {
        List<Companion> companions = companions(4);
        companions.forEach(companion -> companion.yields = false);
        mend(companions.get(0), companions.get(1));
        heartbeats(3);
        long before = requests(companions);
        heartbeats(5);
        assertEquals(before + 5, requests(companions));
        assertEquals(4, degree());
    }

    @Test
    void asked_itself_it_gives_up_links_down_to_those_it_needs() {
        List<Companion> companions = companions(4);
        companions.forEach(companion -> companion.link.send(new Shed()));
        simulation.run(Duration.ofSeconds(1));

        assertEquals(2, companions.stream().filter(companion -> companion.count(Bye.class) == 1).count());
        assertEquals(2, degree());
        heartbeats(5);
        assertEquals(2, degree());
        assertEquals(List.of(), simulation.recorder.deaths());
    }

    @Test
    void while_it_has_asked_it_counts_that_link_as_gone() {
        List<Companion> companions = companions(4);
        companions.forEach(companion -> companion.yields = false);
        mend(companions.get(0), companions.get(1));
        heartbeats(3);
        companions.forEach(companion -> companion.link.send(new Shed()));
        simulation.run(Duration.ofSeconds(1));

        assertEquals(3, degree());
    }

    @Test
    void a_shed_neighbor_is_asked_aside_until_news_has_come_to_both() {
        Companion shed = shedOne();
        long before = shed.count(Ping.class);
        heartbeats(3);
        assertEquals(before + 3, shed.count(Ping.class));

        simulation.publish(peer);
        heartbeats(3);

        assertEquals(before + 4, shed.count(Ping.class));
        assertEquals(1, shed.count(Hello.class));
        assertEquals(3, degree());
    }

    @Test
    void a_shed_neighbor_that_turns_out_to_lack_messages_is_linked_again() {
        Companion shed = shedOne();
        shed.agrees = false;
        heartbeats(1);
        assertEquals(1, shed.count(Hello.class));
        heartbeats(1);
        simulation.run(Duration.ofSeconds(1));

        assertEquals(2, shed.count(Hello.class));
        assertEquals(4, degree());
    }

    private Companion shedOne() {
        List<Companion> companions = companions(4);
        mend(companions.get(0), companions.get(1));
        // Stops before the next heartbeat, at which the one let go is already asked.
        for (int i = 0; i < 1000 && companions.stream().allMatch(companion -> companion.linked); i++) {
            simulation.run(Duration.ofMillis(100));
        }
        return companions.stream().filter(companion -> !companion.linked).findFirst().orElseThrow();
    }
}
