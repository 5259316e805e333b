package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.node.Link;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Buried;
import gossip.protocol.Message.PingReply;
import gossip.protocol.Message.Register;
import gossip.protocol.Origin;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeds and peers with several incarnations of one address, in every order. */
class TombstoneTest {

    private final Simulation simulation = new Simulation(1, 3, Simulation::silent);
    private final Address seed = simulation.cluster.seedAddresses().getLast();

    private LineClient client() {
        return client(simulation);
    }

    private static LineClient client(Simulation simulation) {
        return LineClient.to(simulation.network, simulation.cluster.seedAddresses().getLast());
    }

    @Test
    void a_lower_incarnation_does_not_replace_a_listed_higher_one_that_replies() {
        simulation.network.start(new Address("10.0.0.1", 7001), environment -> replying(200));
        client().send("REGISTER 10.0.0.1:7001 200 0");
        assertEquals("ERROR 10.0.0.1:7001 is used by another running peer",
                client().send("REGISTER 10.0.0.1:7001 100 5").next());
        LineClient client = client().send("MEMBERS");
        assertEquals("LIST 1 1", client.next());
        assertEquals("MEMBER 10.0.0.1:7001 200 0 200 -", client.next());
    }

    private static StubNode replying(long incarnation) {
        PeerId self = new PeerId(new Address("10.0.0.1", 7001), incarnation);
        return new StubNode((link, message) -> link.send(new PingReply(0, self, 0, 0, 0)));
    }

    /** The recorder fails if the seed lists an incarnation that is not higher than all that it has removed. */
    @Test
    void in_any_order_of_registrations_leaves_and_expiries_the_highest_tombstone_counts() {
        RandomSeeds.upTo(5, randomSeed -> {
            Simulation simulation = new Simulation(1, 3, Simulation::silent);
            Random random = new Random(randomSeed);
            long latest = -1;
            for (int i = 0; i < 300; i++) {
                int incarnation = 100 + random.nextInt(50);
                switch (random.nextInt(4)) {
                    case 0 -> client(simulation).send("LEAVE 10.0.0.1:7001 " + incarnation);
                    case 1 -> simulation.run(Duration.ofSeconds(1));
                    default -> client(simulation).send("REGISTER 10.0.0.1:7001 " + incarnation + " 0 500");
                }
                long last = simulation.recorder.removals().isEmpty() ? -1
                        : Long.parseLong(simulation.recorder.removals().getLast().replaceAll(".*/| .*", ""));
                assertTrue(last >= latest, simulation.recorder.removals()::toString);
                latest = last;
            }
            simulation.run(Duration.ofSeconds(1));
            LineClient client = client(simulation).send("REGISTER 10.0.0.1:7001 99 0");
            assertEquals("BURIED 10.0.0.1:7001 " + latest, client.next());
        });
    }

    @Test
    void a_death_report_of_an_incarnation_that_was_replaced_meanwhile_removes_no_other() {
        simulation.network.start(new Address("10.0.0.1", 7001), environment -> replying(200));
        client().send("REGISTER 10.0.0.1:7001 100 0");
        LineClient reporter = client();
        reporter.sendNow("DEAD 10.0.0.1:7001 100");
        client().send("REGISTER 10.0.0.1:7001 200 0");
        simulation.run(Duration.ofSeconds(5));
        assertEquals("REMOVED 10.0.0.1:7001", reporter.next());
        assertEquals(List.of("10.0.0.1:7001/100 dead"), simulation.recorder.removals());
        assertEquals(1, simulation.cluster.seed(seed).members());
    }

    @Test
    void an_incarnation_is_removed_if_another_one_answers_at_its_address() {
        Address peer = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(1));
        PeerId id = simulation.cluster.peer(peer).id();
        LineClient reporter = client().send("REGISTER " + peer + " 5 0").send("DEAD " + peer + " 5");
        simulation.run(Duration.ofSeconds(1));
        assertEquals("LIST 0 0", reporter.next());
        assertEquals("REMOVED " + peer, reporter.next());
        assertEquals(List.of(peer + "/5 dead"), simulation.recorder.removals());
        assertEquals(id, simulation.cluster.peer(peer).id());
    }

    @Test
    void a_peer_with_a_tombstone_ahead_of_its_clock_rejoins_with_the_next_incarnation() {
        Address peer = new Address("10.0.0.1", 7001);
        Address first = simulation.cluster.seedAddresses().getFirst();
        LineClient.to(simulation.network, first).send("REGISTER " + peer + " 1767300000000 0").send("DEAD " + peer);
        simulation.run(Duration.ofSeconds(3));
        assertEquals(0, simulation.cluster.seed(first).members());

        simulation.cluster.startPeer(peer);
        simulation.run(Duration.ofSeconds(1));

        assertEquals(new PeerId(peer, 1_767_300_000_001L), simulation.cluster.peer(peer).id());
        assertEquals(1, simulation.cluster.seed(first).members());
    }

    /** Answers every registration with a tombstone for the highest incarnation. */
    private static void answerBuried(Link link, Message message) {
        if (message instanceof Register register) {
            link.send(new Buried(new PeerId(register.peer().address(), PeerId.MAX_INCARNATION)));
        }
    }

    @Test
    void a_seed_with_a_tombstone_for_the_highest_incarnation_counts_as_unreachable() {
        simulation.cluster.startPeers(5);
        simulation.settle();
        Address first = simulation.cluster.seedAddresses().getFirst();
        simulation.network.crash(first);
        simulation.network.start(first, environment -> new StubNode(TombstoneTest::answerBuried));
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
    void a_peer_with_a_new_incarnation_is_the_same_origin_and_its_neighbors_know_the_incarnation() {
        simulation.cluster.startPeers(5);
        simulation.settle();
        Address peer = simulation.randomPeer();
        PeerId former = simulation.cluster.peer(peer).id();
        simulation.publish(peer);
        simulation.evict(List.of(peer));
        simulation.run(Simulation.HEARTBEAT.multipliedBy(2));
        PeerId renewed = simulation.cluster.peer(peer).id();
        assertTrue(renewed.succeeds(former));

        simulation.publish(peer);
        simulation.run(Duration.ofSeconds(1));
        Origin origin = new Origin(peer, former.incarnation());
        simulation.cluster.living().forEach(each -> assertEquals(2, simulation.cluster.peer(each).next(origin)));
        simulation.cluster.crash(peer);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));
        assertFalse(simulation.recorder.deaths().isEmpty());
        simulation.recorder.deaths().forEach(death -> assertEquals(renewed, death.peer()));
    }

    @Test
    void a_death_report_reaches_all_seeds_long_before_the_leases_end() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
            simulation.cluster.startPeers(10);
            simulation.settle();
            Address dead = simulation.randomPeer();
            long listings = simulation.cluster.seedAddresses().stream()
                    .mapToInt(each -> simulation.cluster.seed(each).members()).sum();
            PeerId id = simulation.cluster.peer(dead).id();
            simulation.cluster.crash(dead);
            simulation.run(Duration.ofSeconds(45));

            assertEquals(30, listings);
            assertEquals(Collections.nCopies(3, id + " dead"), simulation.recorder.removals());
        });
    }

    /** The peer is declared dead at most 39 s after the crash, and its lease ends at least 65 s after the crash. */
    @Test
    void a_death_report_that_reaches_no_seed_is_repeated_until_one_answers() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation cut = new Simulation(randomSeed, 1, Simulation::silent);
            cut.cluster.startPeers(10);
            cut.settle();
            Address only = cut.cluster.seedAddresses().getFirst();
            PeerId id = cut.cluster.peer(cut.randomPeer()).id();
            cut.cluster.crash(id.address());
            cut.network.partition(address -> address.equals(only) ? 1 : 2);
            cut.run(Duration.ofSeconds(45));
            assertEquals(List.of(), cut.recorder.removals());
            cut.network.heal();
            cut.run(Simulation.HEARTBEAT.plusSeconds(4));

            assertEquals(List.of(id + " dead"), cut.recorder.removals());
        });
    }

    @Test
    void a_peer_that_leaves_is_removed_by_all_seeds_at_once_and_not_declared_dead() {
        simulation.cluster.startPeers(10);
        simulation.settle();
        PeerId leaver = simulation.cluster.peer(simulation.randomPeer()).id();
        simulation.cluster.peer(leaver.address()).leave(() -> simulation.cluster.crash(leaver.address()));
        simulation.run(Duration.ofSeconds(1));
        assertEquals(Collections.nCopies(3, leaver + " left"), simulation.recorder.removals());
        assertEquals(9, simulation.cluster.living().size());
        simulation.run(Simulation.HEARTBEAT.multipliedBy(5));
        assertEquals(List.of(), simulation.recorder.deaths());
    }
}
