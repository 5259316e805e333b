package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.time.Duration;
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
    void a_HELLO_with_the_address_of_the_peer_itself_is_refused() {
        LineClient client = client().send("HELLO " + peer + " 7");
        assertEquals("ERROR HELLO from " + peer + ", which is the address of this peer", client.next());
        assertEquals("(closed)", client.next());
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
        assertEquals("SUPPLIED -", late.next());
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
    void a_second_connection_of_a_neighbor_replaces_the_first() {
        LineClient first = neighbor(7001);
        LineClient second = neighbor(7001);
        assertEquals("(closed)", first.next());
        assertEquals("(nothing)", second.next());
        assertEquals(1, simulation.cluster.peer(peer).neighbors().size());
    }

    @Test
    void an_earlier_incarnation_of_a_neighbor_is_refused() {
        neighbor(7001);
        LineClient stale = client().send("HELLO 192.168.0.9:7001 6");
        assertEquals("BYE stale incarnation", stale.next());
        assertEquals("(closed)", stale.next());
    }
}
