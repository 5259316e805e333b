package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import gossip.protocol.Message.Buried;
import gossip.protocol.Message.MemberList;
import gossip.protocol.Message.Register;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** REGISTER of an address that another peer has registered: the reply to a probe of the seed decides. */
class RegisterAttackTest {

    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);
    private final Address seed = simulation.cluster.seedAddresses().getFirst();
    private final Address victim = simulation.cluster.startPeer();

    private PeerId id() {
        return simulation.cluster.peer(victim).id();
    }

    private LineClient register(long incarnation) {
        return LineClient.to(simulation.network, seed).send("REGISTER " + victim + " " + incarnation + " 0");
    }

    @Test
    void another_incarnation_is_refused_while_the_listed_peer_replies_and_the_peer_keeps_its_incarnation() {
        simulation.run(Duration.ofSeconds(1));
        PeerId before = id();
        for (int i = 1; i <= 100; i++) {
            assertEquals("ERROR " + victim + " is used by another running peer",
                    register(before.incarnation() + i).next());
            assertEquals("ERROR " + victim + " is used by another running peer",
                    register(before.incarnation() - i).next());
        }
        simulation.settle();

        assertEquals(List.of(), simulation.recorder.removals());
        assertEquals(before, id());
    }

    /** A lower number would hide from other peers that messages of this peer do not arrive. */
    @Test
    void a_registration_in_the_name_of_a_peer_does_not_lower_the_number_of_its_messages() {
        simulation.run(Duration.ofSeconds(1));
        long start = id().incarnation();
        for (int published : List.of(5, 3)) {
            assertEquals("MEMBER " + victim + " " + start + " 0 " + start + " sim 5", memberAfter(start, published));
        }
    }

    /** The peer itself renews its registration meanwhile, so its true start is listed again. */
    @Test
    void a_registration_with_a_false_start_does_not_lower_the_number_either() {
        simulation.run(Duration.ofSeconds(1));
        long start = id().incarnation();
        memberAfter(start, 5);
        for (long claimed : List.of(7L, 7L, start)) {
            String member = memberAfter(claimed, 0);
            assertTrue(member.endsWith(" 7 sim 5") || member.endsWith(" " + start + " sim 5"), member);
        }
    }

    /** Registers the peer with a start and a number of messages, and returns its line in the list. */
    private String memberAfter(long start, int published) {
        assertEquals("LIST 0 0", LineClient.to(simulation.network, seed).send("REGISTER " + victim + " "
                + id().incarnation() + " 0 91000 100 " + start + " 1 gossip sim - " + published).next());
        LineClient client = LineClient.to(simulation.network, seed).send("MEMBERS");
        assertEquals("LIST 1 1", client.next());
        return client.next();
    }

    @Test
    void an_address_without_a_reply_is_listed_for_nobody_within_2_s() {
        simulation.run(Duration.ofSeconds(1));
        PeerId before = id();
        simulation.network.pause(victim, Duration.ofSeconds(10));
        LineClient client = register(before.incarnation() + 1);
        simulation.run(Duration.ofSeconds(2));
        assertEquals("ERROR this seed cannot reach " + victim, client.next());
        assertEquals(0, simulation.cluster.seed(seed).members());

        simulation.settle();
        assertEquals(1, simulation.cluster.seed(seed).members());
        assertTrue(id().succeeds(before));
    }

    @Test
    void a_restarted_peer_is_listed_in_place_of_its_former_process_after_one_probe() {
        simulation.run(Duration.ofSeconds(1));
        PeerId before = id();
        List<Long> requests = new ArrayList<>();
        List<Long> lists = new ArrayList<>();
        simulation.observe((from, to, message) -> {
            if (from.equals(victim) && message instanceof Register) {
                requests.add(simulation.network.now());
            }
            if (to.equals(victim) && message instanceof MemberList) {
                lists.add(simulation.network.now());
            }
        });
        simulation.cluster.crash(victim);
        simulation.cluster.startPeer(victim);
        simulation.run(Duration.ofSeconds(1));

        assertTrue(id().succeeds(before));
        assertEquals(List.of(before + " dead"), simulation.recorder.removals());
        assertTrue(lists.getFirst() - requests.getFirst() < 50_000_000, () -> requests + " " + lists);
    }

    /** The address of the attacker is the one of the peer, which is not listed because the seed has just restarted. */
    @Test
    void a_peer_whose_address_was_registered_first_by_another_gets_a_higher_incarnation_once() {
        simulation.run(Duration.ofSeconds(1));
        PeerId before = id();
        simulation.network.crash(seed);
        simulation.cluster.startSeed(seed);
        assertEquals("LIST 0 0", register(before.incarnation() + 100_000).next());
        int[] buried = {0};
        simulation.observe((from, to, message) -> buried[0] += message instanceof Buried ? 1 : 0);
        simulation.settle();
        PeerId renewed = id();
        assertEquals(before.incarnation() + 100_001, renewed.incarnation());
        for (int i = 0; i < 10; i++) {
            assertEquals("ERROR " + victim + " is used by another running peer",
                    register(renewed.incarnation() + 1000).next());
            simulation.run(Simulation.HEARTBEAT);
        }

        assertEquals(renewed, id());
        assertEquals(1, buried[0]);
        assertEquals(1, simulation.cluster.seed(seed).members());
    }
}
