package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Link;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Buried;
import gossip.protocol.Message.Register;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several lives of one address, of which a seed hears in every order. */
class TombstoneTest {

    private final Simulation simulation = new Simulation(1, 3, Simulation::silent);
    private final Address seed = simulation.cluster.seedAddresses().getLast();

    private LineClient telnet() {
        return LineClient.to(simulation.network, seed);
    }

    @Test
    void an_earlier_life_does_not_take_the_place_of_a_later_one_that_lives() {
        telnet().send("REGISTER 10.0.0.1:7001 200 0");
        assertEquals("BURIED 10.0.0.1:7001 200", telnet().send("REGISTER 10.0.0.1:7001 100 5").next());
        LineClient client = telnet().send("MEMBERS");
        assertEquals("LIST 1 1", client.next());
        assertEquals("MEMBER 10.0.0.1:7001 200 0", client.next());
    }

    /** The ledger fails when a seed lists a life that is not later than all it has buried of the address. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void in_whatever_order_lives_register_leave_and_expire_the_latest_one_buried_stands(long randomSeed) {
        Random random = new Random(randomSeed);
        long latest = -1;
        for (int i = 0; i < 300; i++) {
            int life = 100 + random.nextInt(50);
            switch (random.nextInt(4)) {
                case 0 -> telnet().send("LEAVE 10.0.0.1:7001 " + life);
                case 1 -> simulation.run(Duration.ofSeconds(1));
                default -> telnet().send("REGISTER 10.0.0.1:7001 " + life + " 0 500");
            }
            long last = simulation.recorder.removals().isEmpty() ? -1
                    : Long.parseLong(simulation.recorder.removals().getLast().replaceAll(".*/| .*", ""));
            assertTrue(last >= latest, "random seed " + randomSeed + ": " + simulation.recorder.removals());
            latest = last;
        }
        simulation.run(Duration.ofSeconds(1));
        assertEquals("BURIED 10.0.0.1:7001 " + latest, telnet().send("REGISTER 10.0.0.1:7001 99 0").next());
    }

    @Test
    void a_verdict_on_a_life_that_has_been_succeeded_meanwhile_removes_nobody() {
        telnet().send("REGISTER 10.0.0.1:7001 100 0");
        LineClient reporter = telnet().send("DEAD 10.0.0.1:7001 100");
        telnet().send("REGISTER 10.0.0.1:7001 200 0");
        simulation.run(Duration.ofSeconds(5));
        assertEquals("REMOVED 10.0.0.1:7001", reporter.next());
        assertEquals(List.of("10.0.0.1:7001/100 dead"), simulation.recorder.removals());
        assertEquals(1, simulation.cluster.seed(seed).members());
    }

    @Test
    void a_life_is_dead_when_another_one_answers_at_its_address() {
        Address peer = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(1));
        PeerId id = simulation.cluster.peer(peer).id();
        LineClient reporter = telnet().send("REGISTER " + peer + " 5 0").send("DEAD " + peer + " 5");
        simulation.run(Duration.ofSeconds(1));
        assertEquals("LIST 0 0", reporter.next());
        assertEquals("REMOVED " + peer, reporter.next());
        assertEquals(List.of(peer + "/5 dead"), simulation.recorder.removals());
        assertEquals(id, simulation.cluster.peer(peer).id());
    }

    @Test
    void a_peer_that_is_buried_in_a_life_later_than_its_clock_rises_above_it() {
        Address peer = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(1));
        Address first = simulation.cluster.seedAddresses().getFirst();
        LineClient.to(simulation.network, first)
                .send("REGISTER " + peer + " 1767300000000 0").send("LEAVE " + peer + " 1767300000000");
        assertEquals(0, simulation.cluster.seed(first).members());

        simulation.run(Simulation.HEARTBEAT.multipliedBy(2));

        assertEquals(new PeerId(peer, 1_767_300_000_001L), simulation.cluster.peer(peer).id());
        assertEquals(1, simulation.cluster.seed(first).members());
    }

    /** A seed that answers everything with the highest grave there is. */
    private static void digGraves(Link link, Message message) {
        if (message instanceof Register register) {
            link.send(new Buried(new PeerId(register.peer().address(), PeerId.MAX_INCARNATION)));
        }
    }

    @Test
    void a_seed_that_has_buried_the_highest_incarnation_counts_as_unreachable_and_the_others_are_used() {
        simulation.cluster.startPeers(5);
        simulation.settle();
        Address first = simulation.cluster.seedAddresses().getFirst();
        simulation.network.crash(first);
        simulation.network.start(first, environment -> new StubNode(TombstoneTest::digGraves));
        simulation.run(Simulation.HEARTBEAT.multipliedBy(3));
        assertEquals(5, simulation.cluster.seed(seed).members());

        Address newcomer = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(1));

        assertEquals(2, simulation.cluster.peer(newcomer).neighbors().size());
        assertEquals(6, simulation.cluster.seed(seed).members());
        simulation.recorder.unreachableSeeds().forEach(each -> assertTrue(each.matches(first + " holds a tombstone for "
                + "10\\.0\\.0\\.0:\\d+/9007199254740991, and there is no higher incarnation"), each));
        assertTrue(simulation.recorder.unreachableSeeds().size() >= 6);
    }

    @Test
    void a_reborn_peer_counts_its_messages_from_zero_and_its_neighbors_know_the_new_life() {
        simulation.cluster.startPeers(5);
        simulation.settle();
        Address peer = simulation.anyone();
        PeerId former = simulation.cluster.peer(peer).id();
        simulation.publish(peer);
        simulation.cluster.seedAddresses().forEach(each ->
                LineClient.to(simulation.network, each).send("LEAVE " + peer + " " + former.incarnation()));
        simulation.run(Simulation.HEARTBEAT.multipliedBy(2));
        PeerId reborn = simulation.cluster.peer(peer).id();
        assertTrue(reborn.succeeds(former));

        simulation.publish(peer);
        simulation.run(Duration.ofSeconds(1));
        simulation.cluster.living().forEach(each -> assertEquals(1, simulation.cluster.peer(each).next(reborn)));
        simulation.cluster.crash(peer);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));
        assertFalse(simulation.recorder.deaths().isEmpty());
        simulation.recorder.deaths().forEach(death -> assertEquals(reborn, death.peer()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void one_report_reaches_all_seeds_long_before_the_leases_end(long randomSeed) {
        Simulation world = new Simulation(randomSeed, 3, Simulation::silent);
        world.cluster.startPeers(10);
        world.settle();
        Address dead = world.anyone();
        long listedAt = world.cluster.seedAddresses().stream().mapToInt(each -> world.cluster.seed(each).members()).sum();
        PeerId life = world.cluster.peer(dead).id();
        world.cluster.crash(dead);
        world.run(Duration.ofSeconds(45));

        assertEquals(20, listedAt);
        assertEquals(List.of(life + " dead", life + " dead"), world.recorder.removals());
    }

    /** The verdict falls within 39 s of the crash, and the lease ends no earlier than 65 s after it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_report_that_finds_no_seed_is_made_again_until_one_answers(long randomSeed) {
        Simulation cut = new Simulation(randomSeed, 1, Simulation::silent);
        cut.cluster.startPeers(10);
        cut.settle();
        Address only = cut.cluster.seedAddresses().getFirst();
        PeerId life = cut.cluster.peer(cut.anyone()).id();
        cut.cluster.crash(life.address());
        cut.network.partition(address -> address.equals(only) ? 1 : 2);
        cut.run(Duration.ofSeconds(45));
        assertEquals(List.of(), cut.recorder.removals());
        cut.network.heal();
        cut.run(Simulation.HEARTBEAT.plusSeconds(4));

        assertEquals(List.of(life + " dead"), cut.recorder.removals());
    }

    @Test
    void who_leaves_is_off_all_lists_at_once_and_nobodys_dead() {
        simulation.cluster.startPeers(10);
        simulation.settle();
        PeerId leaver = simulation.cluster.peer(simulation.anyone()).id();
        simulation.cluster.peer(leaver.address()).leave(() -> simulation.cluster.crash(leaver.address()));
        simulation.run(Duration.ofSeconds(1));
        assertEquals(List.of(leaver + " left", leaver + " left"), simulation.recorder.removals());
        assertEquals(9, simulation.cluster.living().size());
        simulation.run(Simulation.HEARTBEAT.multipliedBy(5));
        assertEquals(List.of(), simulation.recorder.deaths());
    }
}
