package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.PeerId;
import gossip.seed.Seed;
import gossip.sim.NetworkConditions;
import gossip.sim.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a seed answers, line by line. */
class SeedTranscriptTest {

    private static final Address SEED = new Address("127.0.0.1", 5000);

    private final SimulatedNetwork network =
            new SimulatedNetwork(1, NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(1)));
    private final List<String> events = new ArrayList<>();
    private final Seed seed = network.start(SEED, environment -> new Seed(SEED, environment, new SeedListener() {
        @Override
        public void removed(PeerId peer, Reason reason, int members) {
            events.add("removed " + peer + " " + reason);
        }

        @Override
        public void deathRefuted(PeerId peer) {
            events.add("refuted " + peer);
        }

        @Override
        public void badInput(String from, String reason) {
            events.add("bad input: " + reason);
        }
    })).node();

    private LineClient telnet() {
        return LineClient.to(network, SEED);
    }

    @Test
    void a_newcomer_hears_of_those_before_it_and_not_of_itself() {
        LineClient first = telnet().send("REGISTER 10.0.0.1:7001 100 0");
        assertEquals("LIST 0 0", first.next());
        LineClient second = telnet().send("REGISTER 10.0.0.1:7002 100 3");
        assertEquals("LIST 1 1", second.next());
        assertEquals("MEMBER 10.0.0.1:7001 100 0", second.next());
    }

    @Test
    void registering_again_renews_the_lease_and_tells_the_new_degree() {
        telnet().send("REGISTER 10.0.0.1:7001 100 0 10000");
        network.run(Duration.ofSeconds(8));
        telnet().send("REGISTER 10.0.0.1:7001 100 5 10000");
        network.run(Duration.ofSeconds(8));
        LineClient client = telnet().send("MEMBERS");
        assertEquals("LIST 1 1", client.next());
        assertEquals("MEMBER 10.0.0.1:7001 100 5", client.next());
    }

    @Test
    void a_lease_that_is_not_renewed_expires() {
        telnet().send("REGISTER 10.0.0.1:7001 100 0 10000");
        network.run(Duration.ofSeconds(11));
        assertEquals(List.of("removed 10.0.0.1:7001/100 expired"), events);
        assertEquals(0, seed.members());
    }

    @Test
    void a_buried_incarnation_cannot_register_and_a_higher_one_can() {
        telnet().send("REGISTER 10.0.0.1:7001 100 0").send("LEAVE 10.0.0.1:7001 100");
        LineClient client = telnet().send("REGISTER 10.0.0.1:7001 100 0");
        assertEquals("BURIED 10.0.0.1:7001 100", client.next());
        client.send("REGISTER 10.0.0.1:7001 101 0");
        assertEquals("LIST 0 0", client.next());
        assertEquals(1, seed.members());
    }

    @Test
    void a_later_life_takes_the_place_of_the_earlier_one_which_is_dead() {
        telnet().send("REGISTER 10.0.0.1:7001 100 0").send("REGISTER 10.0.0.1:7001 200 0");
        assertEquals(List.of("removed 10.0.0.1:7001/100 dead"), events);
        LineClient client = telnet().send("REGISTER 10.0.0.1:7001 100 0");
        assertEquals("BURIED 10.0.0.1:7001 200", client.next());
        assertEquals(1, seed.members());
    }

    /** The simulated clocks begin with the year 2026, as 1767225600000. */
    @Test
    void an_incarnation_a_day_ahead_of_the_clock_registers() {
        assertEquals("LIST 0 0", telnet().send("REGISTER 10.0.0.1:7001 1767312000000 0").next());
    }

    @ParameterizedTest
    @ValueSource(longs = {1767312001000L, PeerId.MAX_INCARNATION})
    void an_incarnation_further_ahead_of_the_clock_is_refused(long incarnation) {
        LineClient client = telnet().send("REGISTER 10.0.0.1:7001 " + incarnation + " 0");
        String refusal = "incarnation " + incarnation
                + " is more than 24 h ahead of this seed's clock, which says 1767225600051";
        assertEquals("ERROR " + refusal, client.next());
        assertEquals("(closed)", client.next());
        assertEquals(List.of("bad input: " + refusal), events);
        assertEquals(0, seed.members());
    }

    @Test
    void a_report_of_one_that_nobody_can_reach_is_confirmed_after_three_dials() {
        telnet().send("REGISTER 10.0.0.1:7001 100 0");
        LineClient reporter = telnet().send("DEAD 10.0.0.1:7001 100 10.0.0.1:7002");
        assertEquals("(nothing)", reporter.next());
        network.run(Duration.ofSeconds(3));
        assertEquals("REMOVED 10.0.0.1:7001", reporter.next());
        assertEquals(List.of("removed 10.0.0.1:7001/100 dead"), events);
    }

    @Test
    void a_report_of_somebody_unknown_or_of_an_earlier_life_changes_nothing() {
        telnet().send("REGISTER 10.0.0.1:7001 100 0");
        LineClient reporter = telnet().send("DEAD 10.0.0.1:7009").send("DEAD 10.0.0.1:7001 99");
        assertEquals("REMOVED 10.0.0.1:7009", reporter.next());
        assertEquals("REMOVED 10.0.0.1:7001", reporter.next());
        assertEquals(1, seed.members());
    }

    @Test
    void no_more_members_are_listed_than_asked_for() {
        for (int port = 7001; port <= 7050; port++) {
            telnet().send("REGISTER 10.0.0.1:" + port + " 100 0");
        }
        LineClient client = telnet().send("REGISTER 10.0.0.1:7001 100 0 60000 5");
        assertEquals("LIST 50 5", client.next());
        for (int i = 0; i < 5; i++) {
            assertTrue(client.next().matches("MEMBER 10.0.0.1:70(?!01)\\d\\d 100 0"));
        }
        assertEquals("(nothing)", client.next());
    }

    @Test
    void a_person_can_ask_for_the_state_and_the_connection_ends_by_itself() {
        LineClient client = telnet().send("STATUS");
        assertEquals("STATE role=seed address=127.0.0.1:5000 members=0 visitors=1", client.next());
        network.run(Duration.ofSeconds(1));
        assertEquals("(closed)", client.next());
    }

    @Test
    void gossip_is_not_for_a_seed() {
        LineClient client = telnet().send("GOSSIP 1 10.0.0.1:7001/100/0 hello");
        assertEquals("ERROR GOSSIP is not for a seed", client.next());
        assertEquals("(closed)", client.next());
        assertEquals(List.of("bad input: GOSSIP is not for a seed"), events);
    }

    @Test
    void a_thousand_idle_visitors_do_not_keep_a_newcomer_out() {
        for (int i = 0; i < 1100; i++) {
            telnet();
        }
        assertEquals("LIST 0 0", telnet().send("REGISTER 10.0.0.1:7001 100 0").next());
        network.run(Duration.ofSeconds(15));
        assertEquals("STATE role=seed address=127.0.0.1:5000 members=1 visitors=1", telnet().send("STATUS").next());
    }
}
