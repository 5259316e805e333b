package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.protocol.Address;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Peers that joined and left, and then a minute in which every node is so slow that it cannot keep up with its
 * heartbeats. The network recovers by itself: after the overload, no false death leads to others.
 */
class OverloadTest {

    private static final Duration OVERLOAD = Duration.ofMinutes(1);
    private static final Duration RECOVERY = Duration.ofMinutes(1);
    /** The end of the recovery, in which no peer is declared dead. */
    private static final Duration LAST = Duration.ofSeconds(30);
    private static final Duration QUICK = Duration.ofNanos(50_000);
    /** A node with four links receives more messages in a minute than it can handle in two. */
    private static final Duration SLOW = Duration.ofMillis(200);

    /** A latency of 1 to 5 ms, and the time that a node works on each message. */
    private record Slow(Duration processing) implements NetworkConditions {
        @Override
        public long latency(Address from, Address to, RandomGenerator random) {
            return random.nextLong(1_000_000, 5_000_000);
        }

        @Override
        public long processing(Address node) {
            return processing.toNanos();
        }
    }

    @Test
    void two_hundred_peers_recover_from_a_minute_of_overload_after_others_joined_and_left() {
        assertRecovery(200, RandomSeeds.isLongRun() ? 3000 : 400);
    }

    /** Only in the profile {@code long}. */
    @Test
    void a_thousand_peers_recover_from_a_minute_of_overload_after_3000_others_joined_and_left() {
        if (RandomSeeds.isLongRun()) {
            assertRecovery(1000, 3000);
        }
    }

    private static void assertRecovery(int peers, int others) {
        Simulation simulation = new Simulation(1, 2, Simulation::silent, new Slow(QUICK));
        simulation.allowFallingWatermarks();
        simulation.cluster.startPeers(peers);
        simulation.settle();
        List<Address> staying = simulation.cluster.living();
        Set<String> ids = staying.stream()
                .map(peer -> simulation.cluster.peer(peer).id().toString()).collect(Collectors.toSet());
        comeAndGo(simulation, others);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(6));
        assertTrue(simulation.recorder.deaths().stream().noneMatch(death -> staying.contains(death.peer().address())),
                "before the overload");

        simulation.network.conditions(new Slow(SLOW));
        for (long left = OVERLOAD.toSeconds(); left > 0; left--) {
            simulation.publish(simulation.randomPeer());
            simulation.publish(simulation.randomPeer());
            simulation.run(Duration.ofSeconds(1));
        }
        simulation.network.conditions(new Slow(QUICK));
        simulation.run(RECOVERY);

        long end = simulation.network.now();
        List<EventRecorder.Death> late = simulation.recorder.deaths().stream()
                .filter(death -> end - death.at() < LAST.toNanos()).toList();
        assertEquals(List.of(), late, simulation::toString);
        assertTrue(simulation.recorder.removals().stream().noneMatch(removal -> ids.contains(removal.split(" ")[0])));
        simulation.cluster.seedAddresses().forEach(seed ->
                assertEquals(peers, simulation.cluster.seed(seed).members(), simulation::toString));
        assertTrue(simulation.cluster.agree(), simulation::toString);
        simulation.assertConverged();
    }

    /** Starts peers in groups. Each publishes a message and crashes. */
    private static void comeAndGo(Simulation simulation, int count) {
        for (int i = 0; i < count; i += 50) {
            List<Address> group = IntStream.range(0, 50)
                    .mapToObj(j -> simulation.cluster.startPeer()).toList();
            simulation.run(Duration.ofSeconds(5));
            group.forEach(simulation::publish);
            simulation.run(Duration.ofSeconds(1));
            group.forEach(simulation.cluster::crash);
            simulation.run(Duration.ofSeconds(10));
        }
    }
}
