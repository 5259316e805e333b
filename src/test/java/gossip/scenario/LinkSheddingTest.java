package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Bye;
import gossip.protocol.Message.Graft;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.Prune;
import gossip.protocol.Message.Root;
import gossip.protocol.Message.Shed;
import gossip.protocol.Message.Surplus;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which surplus link a peer closes, which links it keeps, and what it does if the closed link was needed. */
class LinkSheddingTest {

    private static final Address HUB = new Address("10.9.9.8", 1);
    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);
    private Address peer;

    @BeforeEach
    void start() {
        peer = simulation.cluster.startPeer();
        simulation.settle();
    }

    /**
     * Starts neighbors that have received one message of the peer. They send a copy back after each PING, as neighbors
     * do that received the message on another path.
     */
    private List<ScriptedNeighbor> neighbors(int count) {
        List<ScriptedNeighbor> neighbors = IntStream.range(0, count)
                .mapToObj(i -> new Address("10.9.9.9", 7001 + i))
                .map(address -> simulation.network.start(
                        address, environment -> new ScriptedNeighbor(address, environment)).node())
                .toList();
        neighbors.forEach(neighbor -> neighbor.connectTo(peer));
        simulation.run(Duration.ofSeconds(1));
        simulation.publish(peer);
        return neighbors;
    }

    /** Announces extra links. Two of them make the balance negative, which begins between 0 and 1. */
    private static void announceExtraLinks(ScriptedNeighbor... neighbors) {
        for (ScriptedNeighbor neighbor : neighbors) {
            neighbor.link.send(new Surplus());
        }
    }

    private void heartbeats(int count) {
        simulation.run(Simulation.HEARTBEAT.multipliedBy(count));
    }

    private static long requests(List<ScriptedNeighbor> neighbors) {
        return neighbors.stream().mapToLong(neighbor -> neighbor.count(Shed.class)).sum();
    }

    private int degree() {
        return simulation.cluster.peer(peer).neighbors().size();
    }

    @Test
    void without_a_surplus_no_link_is_shed() {
        List<ScriptedNeighbor> neighbors = neighbors(6);
        heartbeats(10);
        assertEquals(0, requests(neighbors));
    }

    @Test
    void for_two_extra_links_one_link_is_shed_and_it_is_not_an_extra_link() {
        List<ScriptedNeighbor> neighbors = neighbors(4);
        announceExtraLinks(neighbors.get(0), neighbors.get(1));
        heartbeats(10);
        assertEquals(0, requests(neighbors.subList(0, 2)));
        assertEquals(1, requests(neighbors.subList(2, 4)));
        assertEquals(3, degree());
    }

    @Test
    void an_extra_link_that_is_announced_repeatedly_counts_once() {
        List<ScriptedNeighbor> neighbors = neighbors(9);
        for (int i = 0; i < 10; i++) {
            announceExtraLinks(neighbors.get(0), neighbors.get(1));
        }
        heartbeats(10);
        assertEquals(1, requests(neighbors));
    }

    @Test
    void no_link_is_shed_before_all_neighbors_have_the_same_messages() {
        List<ScriptedNeighbor> neighbors = neighbors(4);
        neighbors.getFirst().sameDigest = false;
        announceExtraLinks(neighbors.get(0), neighbors.get(1));
        heartbeats(10);
        assertEquals(0, requests(neighbors));

        neighbors.getFirst().sameDigest = true;
        heartbeats(4);
        assertEquals(1, requests(neighbors));
    }

    @Test
    void no_neighbor_is_asked_that_has_only_the_links_it_needs() {
        List<ScriptedNeighbor> neighbors = neighbors(4);
        neighbors.forEach(neighbor -> neighbor.degree = 2);
        announceExtraLinks(neighbors.get(0), neighbors.get(1));
        heartbeats(10);
        assertEquals(0, requests(neighbors));
    }

    @Test
    void no_link_is_shed_whose_messages_arrive_on_no_other_path() {
        List<ScriptedNeighbor> neighbors = neighbors(4);
        neighbors.forEach(neighbor -> neighbor.sendsDuplicates = false);
        announceExtraLinks(neighbors.get(0), neighbors.get(1));
        heartbeats(10);
        assertEquals(0, requests(neighbors));

        neighbors.get(3).sendsDuplicates = true;
        heartbeats(2);
        assertEquals(1, neighbors.get(3).count(Shed.class));
    }

    @Test
    void a_link_that_the_neighbor_has_pruned_may_be_shed() {
        assertShedAfter(new Prune());
    }

    @Test
    void the_link_to_a_child_in_the_tree_may_be_shed_because_the_child_decides() {
        assertShedAfter(new Graft(List.of()));
    }

    private void assertShedAfter(Message message) {
        List<ScriptedNeighbor> neighbors = neighbors(4);
        neighbors.forEach(neighbor -> neighbor.sendsDuplicates = false);
        neighbors.get(3).link.send(message);
        announceExtraLinks(neighbors.get(0), neighbors.get(1));
        heartbeats(10);
        assertEquals(1, neighbors.get(3).count(Shed.class));
    }

    @Test
    void the_link_to_the_parent_in_the_tree_may_be_shed_if_another_neighbor_can_take_its_place() {
        List<ScriptedNeighbor> neighbors = neighborsInTree();
        heartbeats(10);
        assertEquals(1, neighbors.get(3).count(Shed.class));
        assertEquals(1, requests(neighbors));
    }

    @Test
    void the_link_to_the_parent_in_an_earlier_tree_is_not_shed() {
        List<ScriptedNeighbor> neighbors = neighborsInTree();
        neighbors.get(2).link.send(new Root(99, HUB, 2, 0));
        heartbeats(10);
        assertEquals(0, requests(neighbors));
    }

    /** Returns two neighbors with extra links, one that can become the parent in the tree, and the parent. */
    private List<ScriptedNeighbor> neighborsInTree() {
        List<ScriptedNeighbor> neighbors = neighbors(4);
        neighbors.forEach(neighbor -> neighbor.sendsDuplicates = false);
        neighbors.get(3).link.send(new Root(9, HUB, 1, 0));
        simulation.run(Duration.ofSeconds(1));
        neighbors.get(2).link.send(new Root(9, HUB, 1, 0));
        simulation.run(Duration.ofSeconds(1));
        announceExtraLinks(neighbors.get(0), neighbors.get(1));
        return neighbors;
    }

    @Test
    void one_neighbor_is_asked_in_each_heartbeat_until_one_agrees() {
        List<ScriptedNeighbor> neighbors = neighbors(4);
        neighbors.forEach(neighbor -> neighbor.acceptsShed = false);
        announceExtraLinks(neighbors.get(0), neighbors.get(1));
        heartbeats(3);
        long before = requests(neighbors);
        heartbeats(5);
        assertEquals(before + 5, requests(neighbors));
        assertEquals(4, degree());
    }

    @Test
    void a_peer_that_is_asked_closes_links_down_to_the_number_it_needs() {
        List<ScriptedNeighbor> neighbors = neighbors(4);
        neighbors.forEach(neighbor -> neighbor.link.send(new Shed()));
        simulation.run(Duration.ofSeconds(1));
        assertEquals(2, neighbors.stream().filter(neighbor -> neighbor.count(Bye.class) == 1).count());
        assertEquals(2, degree());
        heartbeats(5);
        assertEquals(2, degree());
        assertEquals(List.of(), simulation.recorder.deaths());
    }

    @Test
    void a_peer_that_waits_for_an_answer_counts_that_link_as_closed() {
        List<ScriptedNeighbor> neighbors = neighbors(4);
        neighbors.forEach(neighbor -> neighbor.acceptsShed = false);
        announceExtraLinks(neighbors.get(0), neighbors.get(1));
        heartbeats(3);
        neighbors.forEach(neighbor -> neighbor.link.send(new Shed()));
        simulation.run(Duration.ofSeconds(1));
        assertEquals(3, degree());
    }

    @Test
    void a_shed_neighbor_gets_PINGs_until_both_have_received_a_new_message() {
        ScriptedNeighbor shed = shedOne();
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
    void a_shed_neighbor_that_lacks_messages_is_connected_again() {
        ScriptedNeighbor shed = shedOne();
        shed.sameDigest = false;
        heartbeats(1);
        assertEquals(1, shed.count(Hello.class));
        heartbeats(1);
        simulation.run(Duration.ofSeconds(1));

        assertEquals(2, shed.count(Hello.class));
        assertEquals(4, degree());
    }

    private ScriptedNeighbor shedOne() {
        List<ScriptedNeighbor> neighbors = neighbors(4);
        announceExtraLinks(neighbors.get(0), neighbors.get(1));
        // Stops before the next heartbeat, which already sends a PING to the shed neighbor.
        for (int i = 0; i < 1000 && neighbors.stream().allMatch(neighbor -> neighbor.linked); i++) {
            simulation.run(Duration.ofMillis(100));
        }
        return neighbors.stream().filter(neighbor -> !neighbor.linked).findFirst().orElseThrow();
    }
}
