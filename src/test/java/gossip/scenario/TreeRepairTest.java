package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one peer requests when its tree breaks. All its neighbors are clients. */
class TreeRepairTest {

    private static final String ORIGIN = "10.9.9.9:1/7";
    private final Simulation simulation = new Simulation(1, 1, Simulation.silent(Dissemination.PRUNE));
    private Address peer;
    private LineClient parent;
    private LineClient child;
    private LineClient announcer;

    @BeforeEach
    void buildTree() {
        peer = simulation.cluster.startPeer();
        simulation.settle();
        parent = LineClient.neighborOf(simulation.network, peer, 7001);
        child = LineClient.neighborOf(simulation.network, peer, 7002);
        announcer = LineClient.neighborOf(simulation.network, peer, 7003);
        parent.send("ROOT 9 10.9.9.9:1 7 0");
        child.send("ROOT 9 10.9.9.9:1 7 5").send("GRAFT");
        announcer.send("ROOT 9 10.9.9.9:1 7 5");
        simulation.run(Duration.ofSeconds(1));
        assertEquals(List.of("GRAFT"), requests(parent));
        assertEquals(List.of(), requests(child));
        assertEquals(List.of(), requests(announcer));
    }

    /** Returns the GRAFT and WANT lines that a client received since the last call. */
    private static List<String> requests(LineClient client) {
        List<String> requests = new ArrayList<>();
        for (String line = client.next(); !line.startsWith("("); line = client.next()) {
            if (line.startsWith("GRAFT") || line.startsWith("WANT")) {
                requests.add(line);
            }
        }
        return requests;
    }

    @Test
    void a_child_does_not_take_the_place_of_a_lost_parent() {
        parent.close();
        child.send("GOSSIP 1 " + ORIGIN + "/0 x");
        announcer.send("IHAVE " + ORIGIN + " 1 2");

        assertEquals(List.of("GRAFT " + ORIGIN + " 1 2"), requests(announcer));
        assertEquals(List.of(), requests(child));
    }

    @Test
    void a_restarted_root_replaces_a_lost_parent_by_the_next_sender() {
        parent.send("ROOT 99 " + peer + " 7 2");
        child.send("ROOT 99 " + peer + " 7 9");
        announcer.send("ROOT 99 " + peer + " 7 9");
        assertEquals(List.of("GRAFT"), requests(parent));
        parent.close();
        announcer.send("GOSSIP 1 " + ORIGIN + "/0 x");

        assertEquals(List.of("GRAFT"), requests(announcer));
    }

    @Test
    void a_newcomer_replaces_its_first_root_by_a_lower_one_because_it_does_not_know_its_age() {
        announcer.send("ROOT 8 10.9.9.8:1 7 5");
        assertEquals(List.of("GRAFT"), requests(announcer));
        child.send("ROOT 7 10.9.9.7:1 7 5");
        assertEquals(List.of(), requests(child));
    }

    /** Both sides of a partition may have a ROOT of one hub. If each side kept its own, they would have two trees. */
    @Test
    void of_two_roots_of_one_hub_with_one_degree_the_one_that_is_later_by_150_s_stays() {
        announcer.send("ROOT 10 10.9.9.9:1 7 5");
        assertEquals(List.of("GRAFT"), requests(announcer));
        child.send("ROOT 10 10.9.9.9:1 150006 5");
        assertEquals(List.of(), requests(child));
        child.send("ROOT 10 10.9.9.9:1 150007 5");
        assertEquals(List.of("GRAFT"), requests(child));
        parent.send("ROOT 10 10.9.9.9:1 7 0");
        assertEquals(List.of(), requests(parent));
    }

    @Test
    void a_parent_that_asks_to_close_its_link_is_kept_until_another_neighbor_can_take_its_place() {
        parent.send("SHED");
        assertEquals("(nothing)", parent.next());
        announcer.send("ROOT 9 10.9.9.9:1 7 0");
        parent.send("SHED");
        assertEquals("BYE surplus", parent.next());
    }

    @Test
    void announcements_that_do_not_end_do_not_delay_the_requests_after_the_loss_of_the_parent() {
        parent.close();
        for (int i = 0; i < 100; i++) {
            announcer.sendNow("IHAVE " + ORIGIN + " " + i + " " + (i + 1));
            simulation.run(Duration.ofMillis(1));
        }

        List<String> requests = requests(announcer);
        assertTrue(requests.size() > 5, requests::toString);
    }

    @Test
    void a_message_that_an_earlier_parent_did_not_deliver_does_not_replace_the_present_one() {
        announcer.send("IHAVE " + ORIGIN + " 0 1");
        simulation.run(Duration.ofMillis(500));
        announcer.send("GOSSIP 1 " + ORIGIN + "/0 x");
        assertEquals(List.of("GRAFT " + ORIGIN + " 0 1", "GRAFT"), requests(announcer));
        parent.send("PRUNE");
        sendFromAnnouncer(1, Duration.ofSeconds(4));
        parent.sendNow("IHAVE " + ORIGIN + " 99 100");
        sendFromAnnouncer(21, Duration.ofMillis(1400));
        assertEquals(List.of("WANT " + ORIGIN + " 99 100"), requests(parent));
        parent.send("GOSSIP 1 " + ORIGIN + "/99 x");

        assertEquals(List.of(), requests(parent));
    }

    private void sendFromAnnouncer(int first, Duration time) {
        for (int i = 0; i < time.toMillis() / 200; i++) {
            announcer.sendNow("GOSSIP 1 " + ORIGIN + "/" + (first + i) + " x");
            simulation.run(Duration.ofMillis(200));
        }
    }
}
