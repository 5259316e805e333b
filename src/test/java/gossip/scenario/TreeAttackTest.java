package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Graft;
import gossip.protocol.Message.Prune;
import gossip.protocol.Message.Root;
import gossip.protocol.Message.Tree;
import gossip.protocol.MessageId;
import gossip.protocol.MessageIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Neighbors that announce, request and prune as much as they can. Other peers still receive every message. */
class TreeAttackTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private final Simulation simulation = new Simulation(1, 1, Simulation.silent(Dissemination.PRUNE));
    private final List<Message> sentToAttackers = new ArrayList<>();
    private Address peer;

    @BeforeEach
    void start() {
        simulation.cluster.startPeers(6);
        simulation.settle();
        peer = simulation.cluster.living().getFirst();
        simulation.observe((from, to, message) -> {
            if (to.host().startsWith("192.168.") && (message instanceof Gossip || message instanceof Tree)) {
                sentToAttackers.add(message);
            }
        });
    }

    private long requested() {
        return sentToAttackers.stream().filter(Graft.class::isInstance)
                .flatMap(message -> ((Graft) message).ids().stream()).mapToLong(MessageIds::count).sum();
    }

    private long copies() {
        return sentToAttackers.stream().filter(Gossip.class::isInstance).count();
    }

    private void assertDelivered() {
        MessageId id = simulation.publish(simulation.cluster.living().getLast());
        simulation.run(SECOND);
        assertEquals(List.of(), simulation.peersLacking(Set.of(id)));
    }

    @Test
    void false_announcements_of_one_neighbor_are_requested_at_most_1024_at_a_time() {
        LineClient attacker = LineClient.neighborOf(simulation.network, peer);
        for (int i = 0; i < 200; i++) {
            attacker.sendNow("IHAVE 10.9.9.9:1/" + i + " 0 1024");
        }
        simulation.run(Duration.ofMillis(500));

        assertEquals(1024, requested());
        assertDelivered();
        simulation.run(Duration.ofSeconds(10));
        assertEquals(1024, requested());
    }

    @Test
    void false_announcements_of_many_neighbors_are_requested_at_most_4096_at_a_time() {
        for (int i = 0; i < 8; i++) {
            LineClient attacker = LineClient.neighborOf(simulation.network, peer, 7000 + i);
            attacker.sendNow("IHAVE 10.9.9.9:1/" + i + " 0 1024");
        }
        simulation.run(Duration.ofSeconds(2));

        assertTrue(requested() <= 8 * 1024, () -> requested() + " requested");
        assertDelivered();
    }

    @Test
    void a_message_whose_first_announcer_does_not_send_it_is_requested_from_the_next() {
        LineClient attacker = LineClient.neighborOf(simulation.network, peer, 7001);
        LineClient honest = LineClient.neighborOf(simulation.network, peer, 7002);
        honest.skipAll();
        attacker.send("IHAVE 10.9.9.9:1/7 0 1");
        honest.send("IHAVE 10.9.9.9:1/7 0 1");
        simulation.run(SECOND);

        assertEquals("GRAFT 10.9.9.9:1/7 0 1", honest.next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GRAFT", "WANT"})
    void requests_of_one_neighbor_are_answered_from_at_most_16384_stored_messages_in_a_second(String verb) {
        for (int i = 0; i < 1000; i++) {
            simulation.cluster.peer(peer).publish("x");
        }
        simulation.run(SECOND);
        String origin = simulation.cluster.peer(peer).origin().toString();
        LineClient attacker = LineClient.neighborOf(simulation.network, peer);
        simulation.run(SECOND);
        sentToAttackers.clear();
        for (int i = 0; i < 500; i++) {
            attacker.sendNow(verb + " " + origin + " 0 1000");
        }
        simulation.run(SECOND);

        assertTrue(copies() > 1000, () -> copies() + " copies");
        assertTrue(copies() <= 2 * 16_384, () -> copies() + " copies");
        assertDelivered();
    }

    @Test
    void changes_between_PRUNE_and_GRAFT_cause_no_answers() {
        LineClient attacker = LineClient.neighborOf(simulation.network, peer);
        sentToAttackers.clear();
        for (int i = 0; i < 10_000; i++) {
            attacker.sendNow(i % 2 == 0 ? "PRUNE" : "GRAFT");
        }
        simulation.run(SECOND);

        assertEquals(List.of(), sentToAttackers);
        assertDelivered();
    }

    @Test
    void of_the_roots_that_a_neighbor_invents_at_most_16_are_forwarded() {
        LineClient attacker = LineClient.neighborOf(simulation.network, peer, 7001);
        LineClient.neighborOf(simulation.network, peer, 7002);
        for (int i = 0; i < 1000; i++) {
            attacker.sendNow("ROOT " + (1000 + i) + " 10.9.9.9:1 7 1");
        }
        simulation.run(SECOND);

        assertEquals(16, sentToAttackers.stream().filter(Root.class::isInstance).count());
        assertDelivered();
    }

    @Test
    void requests_for_unknown_messages_cause_no_answers() {
        String origin = simulation.cluster.peer(peer).origin().toString();
        LineClient attacker = LineClient.neighborOf(simulation.network, peer);
        sentToAttackers.clear();
        for (int i = 0; i < 1000; i++) {
            attacker.sendNow("GRAFT 10.9.9.9:1/" + i + " 0 1024");
            attacker.sendNow("GRAFT " + origin + " 0 1024");
        }
        simulation.run(SECOND);

        assertEquals(List.of(), sentToAttackers);
        assertEquals(List.of(), simulation.recorder.badInputs());
        assertDelivered();
    }

    @Test
    void a_peer_that_all_neighbors_have_pruned_receives_and_passes_on_what_they_announce() {
        Simulation lonely = new Simulation(1, 1, Simulation.silent(Dissemination.PRUNE));
        lonely.cluster.startPeers(1);
        lonely.settle();
        List<LineClient> neighbors = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            neighbors.add(LineClient.neighborOf(lonely.network, lonely.cluster.living().getFirst(), 7000 + i));
            neighbors.getLast().send("PRUNE").skipAll();
        }
        neighbors.getFirst().send("IHAVE 10.9.9.9:1/7 0 1");
        lonely.run(SECOND);
        assertEquals("GRAFT 10.9.9.9:1/7 0 1", neighbors.getFirst().next());
        neighbors.getFirst().send("GOSSIP 1 10.9.9.9:1/7/0 hello");

        for (LineClient other : neighbors.subList(1, 3)) {
            assertEquals("IHAVE 10.9.9.9:1/7 0 1", other.next());
            assertEquals("GOSSIP 2 10.9.9.9:1/7/0 hello", other.send("GRAFT 10.9.9.9:1/7 0 1").next());
        }
    }

    @Test
    void the_link_of_a_request_leaves_the_tree_if_another_neighbor_is_faster_than_the_answer() {
        LineClient announcer = LineClient.neighborOf(simulation.network, peer, 7001);
        LineClient faster = LineClient.neighborOf(simulation.network, peer, 7002);
        announcer.send("IHAVE 10.9.9.9:1/7 0 1");
        simulation.run(Duration.ofMillis(500));
        assertEquals("GRAFT 10.9.9.9:1/7 0 1", announcer.next());
        faster.send("GOSSIP 1 10.9.9.9:1/7/0 hello");

        assertEquals("PRUNE", announcer.next());
    }

    @Test
    void a_neighbor_that_prunes_its_link_receives_announcements_and_the_messages_that_it_requests() {
        LineClient neighbor = LineClient.neighborOf(simulation.network, peer);
        simulation.publish(peer);
        simulation.run(SECOND);
        neighbor.send("PRUNE").skipAll();
        MessageId id = simulation.publish(peer);
        simulation.run(Duration.ofMillis(200));
        String named = id.origin() + " " + id.sequence() + " " + (id.sequence() + 1);
        assertEquals("IHAVE " + named, neighbor.next());

        assertTrue(neighbor.send("GRAFT " + named).next().startsWith("GOSSIP 1 " + id + " "));
    }

    @Test
    void messages_that_attackers_announce_before_they_exist_arrive() {
        String origin = simulation.cluster.peer(simulation.cluster.living().getLast()).origin().toString();
        for (int i = 0; i < 4; i++) {
            LineClient.neighborOf(simulation.network, peer, 7000 + i).sendNow("IHAVE " + origin + " 0 100");
        }
        simulation.run(Duration.ofMillis(100));
        assertDelivered();
    }

    @Test
    void second_copies_prune_a_link_at_most_twice_a_second() {
        simulation.publish(peer);
        LineClient attacker = LineClient.neighborOf(simulation.network, peer);
        simulation.run(Duration.ofSeconds(2));
        sentToAttackers.clear();
        for (int i = 0; i < 100; i++) {
            attacker.sendNow("GOSSIP 1 10.9.9.9:1/7/0 x");
            simulation.run(Duration.ofMillis(20));
        }

        long answers = sentToAttackers.stream().filter(Prune.class::isInstance).count();
        assertTrue(answers >= 1 && answers <= 4, () -> answers + " times PRUNE");
    }

    @Test
    void announcements_of_too_many_false_messages_cause_at_most_one_comparison_per_second() {
        LineClient attacker = LineClient.neighborOf(simulation.network, peer);
        for (int i = 0; i < 50; i++) {
            attacker.sendNow("IHAVE 10.9.9.9:1/" + i + " 0 1024");
            simulation.run(Duration.ofMillis(100));
        }

        int comparisons = 0;
        for (String line = attacker.next(); !line.startsWith("("); line = attacker.next()) {
            comparisons += line.startsWith("DIGEST") ? 1 : 0;
        }
        assertTrue(comparisons >= 1 && comparisons <= 5, comparisons + " comparisons");
    }
}
