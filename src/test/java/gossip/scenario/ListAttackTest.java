package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.protocol.Address;
import gossip.protocol.DegreeSample;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.MemberList;
import gossip.protocol.Message.Members;
import gossip.protocol.Message.Register;
import gossip.protocol.Message;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A seed that sends false lists, beside two others. */
class ListAttackTest {

    private static final int BATCH = 100;
    /** What is on the way while the link is closed. A request without a bound gets 500,000 in its 5 s. */
    private static final int LIMIT = 2_000;

    private final Simulation simulation = new Simulation(1, 3, Simulation::silent);
    private final Address hostile = simulation.cluster.seedAddresses().getFirst();
    private int mostSent;

    /** A seed that answers with a list and then sends members until the link is closed. */
    private final class HostileSeed implements Node {

        private final Environment environment;
        private final List<Message> beginning;

        HostileSeed(Environment environment, List<Message> beginning) {
            this.environment = environment;
            this.beginning = beginning;
        }

        @Override
        public void start() {}

        @Override
        public LinkHandler accepted(Link link) {
            return new LinkHandler() {
                private boolean closed;
                private int sent;

                @Override
                public void received(Link from, Message message) {
                    if (message instanceof Register || message instanceof Members) {
                        beginning.forEach(link::send);
                        flood(link);
                    }
                }

                private void flood(Link to) {
                    for (int i = 0; i < BATCH && !closed; i++) {
                        to.send(new Member(new PeerId(new Address("evil" + sent++, 1), 1), 1_000_000));
                    }
                    mostSent = Math.max(mostSent, sent);
                    if (!closed) {
                        environment.schedule(Duration.ofMillis(1), () -> flood(to));
                    }
                }

                @Override
                public void malformed(Link from, String reason) {}

                @Override
                public void closed(String reason) {
                    closed = true;
                }
            };
        }
    }

    private void attack(Message... beginning) {
        simulation.network.crash(hostile);
        simulation.network.start(hostile, environment -> new HostileSeed(environment, List.of(beginning)));
        simulation.cluster.startPeers(20);
        simulation.run(Duration.ofMinutes(3));
        simulation.cluster.living().forEach(simulation::publish);
        simulation.run(Duration.ofSeconds(1));
        simulation.assertConverged();
        assertEquals(List.of(), simulation.recorder.deaths());
        assertEquals(20, simulation.cluster.seed(simulation.cluster.seedAddresses().get(1)).members());
    }

    @ParameterizedTest
    @CsvSource({"2147483647, 2147483647, 0", "0, 2147483647, 0", "2147483647, 0, 2147483647", "0, 0, 2147483647"})
    void absurd_numbers_in_a_list_disturb_no_peer(int total, int listed, int unlinked) {
        attack(new MemberList(total, listed, OptionalInt.of(unlinked)));
    }

    /** A list that is no longer than announced, of members that do not exist. */
    private Node seedOfNobody(int total) {
        return new StubNode((link, message) -> {
            if (message instanceof Register || message instanceof Members) {
                link.send(new MemberList(total, DegreeSample.DRAWS, OptionalInt.of(0)));
                for (int i = 0; i < DegreeSample.DRAWS; i++) {
                    link.send(new Member(new PeerId(new Address("evil" + i, 1), 1), 1_000_000));
                }
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 2147483647", "1, 2147483647", "0, 128", "1, 128"})
    void of_three_seeds_one_that_lists_nobody_with_any_number_isolates_no_newcomer(int seed, int total) {
        simulation.cluster.startPeers(200);
        simulation.run(Duration.ofMinutes(1));
        Address lying = simulation.cluster.seedAddresses().get(seed);
        simulation.network.crash(lying);
        simulation.network.start(lying, environment -> seedOfNobody(total));
        for (int i = 0; i < 20; i++) {
            Address newcomer = simulation.cluster.startPeer();
            simulation.run(Duration.ofSeconds(5));
            int degree = simulation.cluster.links().get(newcomer).size();
            assertTrue(degree >= 1, () -> newcomer + " has " + degree + " links");
        }
    }

    @Test
    void members_without_a_number_end_the_request() {
        attack();
        assertTrue(mostSent <= LIMIT, () -> mostSent + " members");
    }

    @Test
    void too_many_members_end_the_request() {
        attack(new MemberList(Integer.MAX_VALUE, Integer.MAX_VALUE, OptionalInt.empty()));
        assertTrue(mostSent <= LIMIT, () -> mostSent + " members");
    }

    @Test
    void a_second_number_ends_the_request() {
        MemberList list = new MemberList(1000, 1000, OptionalInt.empty());
        attack(list, list);
        assertTrue(mostSent <= LIMIT, () -> mostSent + " members");
    }
}
