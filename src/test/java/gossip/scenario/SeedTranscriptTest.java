package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Control;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.Message.PingReply;
import gossip.protocol.PeerId;
import gossip.seed.Seed;
import gossip.sim.NetworkConditions;
import gossip.sim.SimulatedNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines that a seed answers. */
class SeedTranscriptTest {

    private static final Address SEED = new Address("127.0.0.1", 5000);

    private final SimulatedNetwork network =
            new SimulatedNetwork(1, NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(1)));
    private final List<String> events = new ArrayList<>();
    private final Seed seed = network.start(SEED, environment -> new Seed(SEED, environment, new SeedListener() {
        @Override
        public void removed(PeerId peer, String name, Reason reason, int members) {
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

    private LineClient client() {
        return LineClient.to(network, SEED);
    }

    @Test
    void a_newcomer_gets_a_list_of_the_earlier_members_without_itself() {
        LineClient first = client().send("REGISTER 10.0.0.1:7001 100 0");
        assertEquals("LIST 0 0", first.next());
        LineClient second = client().send("REGISTER 10.0.0.1:7002 100 3");
        assertEquals("LIST 1 1", second.next());
        assertEquals("MEMBER 10.0.0.1:7001 100 0 100 -", second.next());
    }

    @Test
    void a_repeated_registration_renews_the_lease_and_updates_the_degree() {
        client().send("REGISTER 10.0.0.1:7001 100 0 10000");
        network.run(Duration.ofSeconds(8));
        client().send("REGISTER 10.0.0.1:7001 100 5 10000");
        network.run(Duration.ofSeconds(8));
        LineClient client = client().send("MEMBERS");
        assertEquals("LIST 1 1", client.next());
        assertEquals("MEMBER 10.0.0.1:7001 100 5 100 -", client.next());
    }

    @Test
    void a_lease_that_is_not_renewed_expires() {
        client().send("REGISTER 10.0.0.1:7001 100 0 10000");
        network.run(Duration.ofSeconds(11));
        assertEquals(List.of("removed 10.0.0.1:7001/100 expired"), events);
        assertEquals(0, seed.members());
    }

    @Test
    void a_lease_expires_in_time_beside_longer_ones() {
        client().send("REGISTER 10.0.0.1:7001 100 0 90000");
        network.run(Duration.ofSeconds(1));
        client().send("REGISTER 10.0.0.1:7002 100 0 10000");
        network.run(Duration.ofSeconds(11));
        assertEquals(List.of("removed 10.0.0.1:7002/100 expired"), events);
        network.run(Duration.ofSeconds(80));
        assertEquals(List.of("removed 10.0.0.1:7002/100 expired", "removed 10.0.0.1:7001/100 expired"), events);
    }

    @Test
    void a_seed_that_was_paused_gives_its_members_a_new_lease_before_it_removes_them() {
        client().send("REGISTER 10.0.0.1:7001 100 0 10000");
        network.pause(SEED, Duration.ofSeconds(30));
        network.run(Duration.ofSeconds(30));
        network.run(Duration.ofSeconds(9));
        assertEquals(List.of(), events);
        network.run(Duration.ofSeconds(2));
        assertEquals(List.of("removed 10.0.0.1:7001/100 expired"), events);
    }

    @Test
    void an_incarnation_with_a_tombstone_cannot_register_and_a_higher_one_can() {
        client().send("REGISTER 10.0.0.1:7001 100 0").send("LEAVE 10.0.0.1:7001 100");
        network.run(Duration.ofSeconds(2));
        assertEquals(List.of("removed 10.0.0.1:7001/100 left"), events);
        LineClient client = client().send("REGISTER 10.0.0.1:7001 100 0");
        assertEquals("BURIED 10.0.0.1:7001 100", client.next());
        client.send("REGISTER 10.0.0.1:7001 101 0");
        assertEquals("LIST 0 0", client.next());
        assertEquals(1, seed.members());
    }

    @Test
    void a_higher_incarnation_that_replies_replaces_the_lower_one_which_is_removed_as_dead() {
        PeerId restarted = new PeerId(new Address("10.0.0.1", 7001), 200);
        network.start(restarted.address(), environment ->
                new StubNode((link, message) -> link.send(new PingReply(0, restarted, 0, 0, 0))));
        client().send("REGISTER 10.0.0.1:7001 100 0");
        assertEquals("LIST 0 0", client().send("REGISTER 10.0.0.1:7001 200 0").next());
        assertEquals(List.of("removed 10.0.0.1:7001/100 dead"), events);
        LineClient client = client().send("REGISTER 10.0.0.1:7001 100 0");
        assertEquals("ERROR 10.0.0.1:7001 is used by another running peer", client.next());
        assertEquals(1, seed.members());
    }

    /** The simulated clocks begin with the year 2026, as 1767225600000. */
    @Test
    void an_incarnation_a_day_ahead_of_the_clock_registers() {
        assertEquals("LIST 0 0", client().send("REGISTER 10.0.0.1:7001 1767312000000 0").next());
    }

    @ParameterizedTest
    @ValueSource(longs = {1767312001000L, PeerId.MAX_INCARNATION})
    void an_incarnation_further_ahead_of_the_clock_is_refused(long incarnation) {
        LineClient client = client().send("REGISTER 10.0.0.1:7001 " + incarnation + " 0");
        String refusal = "incarnation " + incarnation + " of 10.0.0.1:7001, " + Instant.ofEpochMilli(incarnation)
                + ", is more than 24 h ahead of the clock of the receiver, 2026-01-01T00:00:00.051Z; synchronize the"
                + " clocks";
        assertEquals("ERROR " + refusal, client.next());
        assertEquals("(closed)", client.next());
        assertEquals(List.of("bad input: " + refusal), events);
        assertEquals(0, seed.members());
    }

    @Test
    void a_reported_peer_that_cannot_be_reached_is_removed_after_three_dials() {
        client().send("REGISTER 10.0.0.1:7001 100 0");
        LineClient reporter = client().send("DEAD 10.0.0.1:7001 100 10.0.0.1:7002");
        assertEquals("(nothing)", reporter.next());
        network.run(Duration.ofSeconds(3));
        assertEquals("REMOVED 10.0.0.1:7001", reporter.next());
        assertEquals(List.of("removed 10.0.0.1:7001/100 dead"), events);
    }

    @Test
    void a_report_of_an_unknown_peer_or_a_lower_incarnation_changes_nothing() {
        client().send("REGISTER 10.0.0.1:7001 100 0");
        LineClient reporter = client().send("DEAD 10.0.0.1:7009").send("DEAD 10.0.0.1:7001 99");
        assertEquals("REMOVED 10.0.0.1:7009", reporter.next());
        assertEquals("REMOVED 10.0.0.1:7001", reporter.next());
        assertEquals(1, seed.members());
    }

    @Test
    void a_list_holds_at_most_the_requested_number_of_members() {
        for (int port = 7001; port <= 7050; port++) {
            client().send("REGISTER 10.0.0.1:" + port + " 100 0");
        }
        LineClient client = client().send("REGISTER 10.0.0.1:7001 100 0 60000 5");
        assertEquals("LIST 49 5", client.next());
        for (int i = 0; i < 5; i++) {
            assertTrue(client.next().matches("MEMBER 10.0.0.1:70(?!01)\\d\\d 100 0 100 -"));
        }
        assertEquals("(nothing)", client.next());
    }

    @Test
    void one_connection_registers_one_address() {
        LineClient client = client().send("REGISTER 10.0.0.1:7001 100 0");
        assertEquals("LIST 0 0", client.next());
        client.send("REGISTER 10.0.0.1:7001 100 3").send("REGISTER 10.0.0.1:7002 100 0");
        assertEquals("LIST 0 0", client.next());
        assertEquals("ERROR this connection has registered 10.0.0.1:7001 and not 10.0.0.1:7002", client.next());
        assertEquals("(closed)", client.next());
        assertEquals(1, seed.members());
    }

    @Test
    void MEMBERS_with_an_address_is_answered_with_this_member_or_an_empty_list() {
        client().send("REGISTER 10.0.0.1:7001 100 0");
        client().send("REGISTER 10.0.0.1:7002 100 4");
        LineClient client = client().send("MEMBERS 10.0.0.1:7002").send("MEMBERS 10.0.0.1:7003");
        assertEquals("LIST 2 1", client.next());
        assertEquals("MEMBER 10.0.0.1:7002 100 4 100 -", client.next());
        assertEquals("LIST 2 0", client.next());
    }

    @Test
    void STATUS_is_answered_and_the_connection_closes_after_a_second_without_a_line() {
        LineClient client = client().send("STATUS");
        assertTrue(client.next().startsWith("STATE role=seed address=127.0.0.1:5000 members=0 visitors=1 "));
        network.run(Duration.ofSeconds(1));
        assertEquals("(closed)", client.next());
    }

    @Test
    void a_peer_of_another_network_is_refused_and_not_listed() {
        LineClient client = client().send("REGISTER 10.0.0.1:7001 100 0 10000 5 100 1 staging -");
        assertEquals("ERROR network 'staging' of 10.0.0.1:7001 is not 'gossip'", client.next());
        assertEquals("(closed)", client.next());
        assertEquals(0, seed.members());
    }

    @Test
    void a_peer_with_an_unknown_version_of_the_protocol_is_refused_and_not_listed() {
        LineClient client = client().send("REGISTER 10.0.0.1:7001 100 0 10000 5 100 9 gossip -");
        assertEquals("ERROR protocol version 9 of 10.0.0.1:7001 is not 1", client.next());
        assertEquals(0, seed.members());
    }

    @Test
    void a_seed_of_a_named_network_lists_its_peers_and_refuses_others() {
        Address address = new Address("127.0.0.1", 5001);
        Seed staging = network.start(address, environment ->
                new Seed(address, "staging", environment, new SeedListener() { }, Control.LOCAL)).node();
        LineClient.to(network, address).send("REGISTER 10.0.0.1:7001 100 0 10000 5 100 1 staging -");
        LineClient.to(network, address).send("REGISTER 10.0.0.1:7002 100 0");
        assertEquals(1, staging.members());
    }

    @Test
    void GOSSIP_is_refused() {
        LineClient client = client().send("GOSSIP 1 10.0.0.1:7001/100/0 hello");
        assertEquals("ERROR GOSSIP is not for a seed", client.next());
        assertEquals("(closed)", client.next());
        assertEquals(List.of("bad input: GOSSIP is not for a seed"), events);
    }

    @Test
    void a_thousand_idle_connections_do_not_block_a_registration() {
        for (int i = 0; i < 1100; i++) {
            client();
        }
        assertEquals("LIST 0 0", client().send("REGISTER 10.0.0.1:7001 100 0").next());
        network.run(Duration.ofSeconds(15));
        assertTrue(client().send("STATUS").next().startsWith(
                "STATE role=seed address=127.0.0.1:5000 members=1 visitors=1 "));
    }
}
