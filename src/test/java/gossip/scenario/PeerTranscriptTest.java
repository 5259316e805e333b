package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lines that a peer answers, before a handshake and as a neighbor. */
class PeerTranscriptTest {

    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);
    private Address peer;

    @BeforeEach
    void start() {
        peer = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(1));
    }

    private LineClient client() {
        return LineClient.to(simulation.network, peer);
    }

    private LineClient neighbor(int port) {
        LineClient client = client().send("HELLO 192.168.0.9:" + port + " 7");
        String id = simulation.cluster.peer(peer).id().toString().replace('/', ' ');
        assertEquals("HELLO " + id + " " + simulation.cluster.peer(peer).origin().start()
                + " 1 gossip sim", client.next());
        assertTrue(client.next().startsWith("DIGEST "));
        return client;
    }

    @Test
    void a_PING_before_HELLO_is_answered_with_degree_and_number_of_published_messages() {
        String id = simulation.cluster.peer(peer).id().toString().replace('/', ' ');
        long start = simulation.cluster.peer(peer).origin().start();
        assertEquals("PING_REPLY 42 " + id + " 0 0 0 " + start, client().send("PING 42").next());
    }

    @Test
    void STATUS_before_HELLO_is_answered() {
        assertTrue(client().send("STATUS").next().startsWith("STATE role=peer name=sim address=" + peer));
    }

    @Test
    void GOSSIP_before_HELLO_is_refused_and_the_connection_closed() {
        LineClient client = client().send("GOSSIP 1 192.168.0.9:7001/7/0 hi");
        assertEquals("ERROR GOSSIP before HELLO", client.next());
        assertEquals("(closed)", client.next());
        assertEquals(1, simulation.recorder.badInputs().size());
    }

    @Test
    void a_HELLO_with_the_address_of_the_peer_itself_is_closed_without_an_event() {
        assertEquals("(closed)", client().send("HELLO " + peer + " 7").next());
        assertEquals(List.of(), simulation.recorder.badInputs());
    }

    @Test
    void a_HELLO_of_another_network_or_version_is_refused_with_the_reason() {
        LineClient network = client().send("HELLO 192.168.0.9:7001 7 7 1 other");
        assertEquals("ERROR network 'other' of 192.168.0.9:7001 is not 'gossip'", network.next());
        assertEquals("(closed)", network.next());
        LineClient version = client().send("HELLO 192.168.0.9:7001 7 7 3");
        assertEquals("ERROR protocol version 3 of 192.168.0.9:7001 is not 1", version.next());
        assertEquals(2, simulation.recorder.badInputs().size());
    }

    @Test
    void a_HELLO_with_an_incarnation_or_start_more_than_a_day_ahead_is_refused() {
        long ahead = simulation.cluster.peer(peer).origin().start() + Duration.ofHours(25).toMillis();
        String reason = ahead + " of 192.168.0.9:7001, " + Instant.ofEpochMilli(ahead) + ", is more than 24 h ahead";
        assertTrue(client().send("HELLO 192.168.0.9:7001 " + ahead).next().startsWith("ERROR incarnation " + reason));
        assertTrue(client().send("HELLO 192.168.0.9:7001 7 " + ahead).next().startsWith("ERROR start " + reason));
    }

    @Test
    void a_HELLO_on_an_open_link_may_only_raise_the_incarnation_of_the_same_address_and_start() {
        assertEquals("(nothing)", neighbor(7002).send("HELLO 192.168.0.9:7002 8 7").next());
        long ahead = simulation.cluster.peer(peer).origin().start() + Duration.ofHours(25).toMillis();
        for (String other : List.of("7001 9 8", "7009 9 7", "7001 6 7", "7001 " + ahead + " 7")) {
            LineClient neighbor = neighbor(7001);
            assertTrue(neighbor.send("HELLO 192.168.0.9:" + other).next().startsWith("ERROR "), other);
            assertEquals("(closed)", neighbor.next());
        }
    }

    @Test
    void a_connection_without_a_complete_line_for_10_s_gets_an_error_and_is_closed() {
        LineClient client = client();
        simulation.run(Duration.ofSeconds(11));
        assertEquals("ERROR no complete message in 10 s", client.next());
        assertEquals("(closed)", client.next());
    }

    @Test
    void a_new_message_is_delivered_once_and_forwarded_to_the_other_neighbor_with_one_hop_more() {
        LineClient left = neighbor(7001);
        LineClient right = neighbor(7002);
        left.send("GOSSIP 1 192.168.0.9:7001/7/0 hi").send("GOSSIP 4 192.168.0.9:7001/7/0 hi");
        assertEquals("GOSSIP 2 192.168.0.9:7001/7/0 hi", right.next());
        assertEquals("(nothing)", right.next());
        assertEquals("(nothing)", left.next());
        assertEquals(1, simulation.recorder.deliveredAt(peer).size());
    }

    @Test
    void a_neighbor_that_sends_watermarks_gets_the_messages_above_them() {
        LineClient source = neighbor(7001);
        source.send("GOSSIP 1 192.168.0.9:7001/7/0 one").send("GOSSIP 1 192.168.0.9:7001/7/1 two");
        LineClient late = neighbor(7002);
        late.send("WATERMARKS - 3600 1").send("WATERMARK 192.168.0.9:7001 7 1");
        assertEquals("GOSSIP 2 192.168.0.9:7001/7/1 two", late.next());
        assertEquals("SUPPLIED - 1", late.next());
        assertEquals("(nothing)", late.next());
    }

    @Test
    void a_different_digest_is_answered_with_the_watermarks_of_the_peer() {
        LineClient neighbor = neighbor(7001);
        neighbor.send("GOSSIP 1 192.168.0.9:7001/7/0 one").send("DIGEST abc");
        assertEquals("WATERMARKS - 2147483647 1", neighbor.next());
        assertEquals("WATERMARK 192.168.0.9:7001 7 1 0", neighbor.next());
    }

    @Test
    void a_neighbor_that_leaves_is_removed_and_not_declared_dead() {
        neighbor(7001).send("LEAVE 192.168.0.9:7001 7");
        simulation.run(Duration.ofMinutes(2));
        assertEquals(List.of(), simulation.recorder.deaths());
        assertEquals(List.of(), simulation.cluster.peer(peer).neighbors());
    }

    @Test
    void a_second_connection_of_a_neighbor_replaces_a_first_one_that_answers_no_PING_within_2_s() {
        LineClient first = neighbor(7001);
        LineClient second = client().send("HELLO 192.168.0.9:7001 7");
        assertTrue(first.next().startsWith("PING "));
        assertEquals("(nothing)", second.next());
        simulation.run(Duration.ofSeconds(2));
        assertTrue(second.next().startsWith("HELLO "));
        assertEquals("(closed)", first.next());
        assertEquals(1, simulation.cluster.peer(peer).neighbors().size());
    }

    @Test
    void a_second_connection_of_a_neighbor_is_accepted_when_the_first_one_closes() {
        LineClient first = neighbor(7001);
        LineClient second = client().send("HELLO 192.168.0.9:7001 7");
        first.close();
        assertTrue(second.next().startsWith("HELLO "));
        assertEquals(1, simulation.cluster.peer(peer).neighbors().size());
    }

    @Test
    void a_second_connection_of_a_neighbor_is_refused_if_the_first_one_answers() {
        LineClient first = neighbor(7001);
        LineClient second = client().send("HELLO 192.168.0.9:7001 8");
        first.send("PING_REPLY " + first.next().split(" ")[1] + " 192.168.0.9:7001 7 1 0 0");
        assertEquals("BYE duplicate", second.next());
        assertEquals("(closed)", second.next());
        assertEquals("(nothing)", first.next());
    }

    @Test
    void a_second_connection_that_sends_more_than_HELLO_is_closed() {
        LineClient first = neighbor(7001);
        LineClient second = client().send("HELLO 192.168.0.9:7001 8").send("PING 1");
        assertEquals("(closed)", second.next());
        simulation.run(Duration.ofSeconds(3));
        assertTrue(first.next().startsWith("PING "));
        assertEquals("(nothing)", first.next());
    }

    @Test
    void an_earlier_incarnation_of_a_neighbor_is_refused() {
        neighbor(7001);
        LineClient stale = client().send("HELLO 192.168.0.9:7001 6");
        assertEquals("BYE stale incarnation", stale.next());
        assertEquals("(closed)", stale.next());
    }
}
