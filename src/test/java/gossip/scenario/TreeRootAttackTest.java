package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Graft;
import gossip.protocol.Message.Root;
import gossip.protocol.Message.Tree;
import gossip.protocol.MessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Neighbors that become parents in the tree and do not forward. All peers still receive every message. */
class TreeRootAttackTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String ROOT = "ROOT 1000000 10.9.9.9:1 7 0";
    private final Simulation simulation = new Simulation(1, 1, Simulation.silent(Dissemination.PRUNE));
    private final List<Message> sentToAttackers = new ArrayList<>();

    @BeforeEach
    void start() {
        simulation.cluster.startPeers(20);
        simulation.settle();
        assertDelivered(3, SECOND, () -> { });
        simulation.observe((from, to, message) -> {
            if (to.host().startsWith("192.168.") && message instanceof Tree) {
                sentToAttackers.add(message);
            }
        });
    }

    /** Connects a neighbor to each peer. */
    private List<LineClient> attackersOfAllPeers() {
        List<LineClient> attackers = new ArrayList<>();
        for (Address peer : simulation.cluster.living()) {
            attackers.add(LineClient.neighborOf(simulation.network, peer, 7000 + attackers.size()));
        }
        simulation.run(SECOND);
        return attackers;
    }

    /** Makes an attacker the parent of each peer. */
    private List<LineClient> attackersThatAreParents() {
        List<LineClient> attackers = attackersOfAllPeers();
        attackers.forEach(attacker -> attacker.sendNow(ROOT));
        simulation.run(SECOND);
        return attackers;
    }

    /**
     * Publishes messages one after the other, and asserts that each reaches all peers in time.
     *
     * @param attack runs ten times per second
     */
    private void assertDelivered(int messages, Duration time, Runnable attack) {
        for (int i = 0; i < messages; i++) {
            MessageId id = simulation.publish(simulation.randomPeer());
            for (long left = time.toMillis(); left > 0; left -= 100) {
                attack.run();
                simulation.run(Duration.ofMillis(100));
            }
            assertEquals(List.of(), simulation.peersLacking(Set.of(id)));
        }
    }

    @Test
    void attackers_that_are_the_parents_of_all_peers_and_send_nothing_delay_no_message_by_a_second() {
        attackersThatAreParents();
        assertDelivered(5, SECOND, () -> { });
    }

    @Test
    void attackers_that_are_the_parents_of_all_peers_and_send_only_copies_are_replaced_after_three_messages() {
        List<LineClient> attackers = attackersThatAreParents();
        Runnable attack = () -> attackers.forEach(attacker -> attacker.sendNow("GOSSIP 1 10.9.9.9:1/7/0 x"));
        assertDelivered(3, Duration.ofSeconds(3), attack);
        assertDelivered(5, SECOND, attack);
    }

    @Test
    void attackers_that_answer_requests_for_false_messages_delay_no_message_by_a_second() {
        List<LineClient> attackers = attackersOfAllPeers();
        for (int i = 0; i < attackers.size(); i++) {
            attackers.get(i).sendNow("IHAVE 10.9.9.9:1/" + i + " 0 1");
        }
        simulation.run(SECOND);
        for (int i = 0; i < attackers.size(); i++) {
            attackers.get(i).sendNow("GOSSIP 1 10.9.9.9:1/" + i + "/0 x");
        }
        simulation.run(SECOND);
        assertDelivered(5, SECOND, () -> { });
    }

    @Test
    void parents_that_prune_their_links_get_one_answer_to_each_line_and_delay_no_message_by_a_second() {
        List<LineClient> attackers = attackersThatAreParents();
        sentToAttackers.clear();
        assertDelivered(5, SECOND, () -> attackers.forEach(attacker -> attacker.sendNow("PRUNE")));
        long answers = sentToAttackers.stream().filter(message -> message.equals(new Graft(List.of()))).count();
        assertTrue(answers <= 5L * 10 * attackers.size(), () -> answers + " answers");
    }

    @Test
    void of_roots_that_differ_only_in_time_one_is_forwarded() {
        Address peer = simulation.cluster.living().getFirst();
        LineClient attacker = LineClient.neighborOf(simulation.network, peer, 7001);
        LineClient.neighborOf(simulation.network, peer, 7002);
        sentToAttackers.clear();
        for (int i = 0; i < 1000; i++) {
            attacker.sendNow("ROOT 1000000 10.9.9.9:1 " + i + " 0");
        }
        simulation.run(SECOND);

        assertEquals(1, sentToAttackers.stream().filter(Root.class::isInstance).count());
    }
}
