package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Ping;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heartbeats every 13 s and three misses: when the dead are found, and that the living are not. */
class FailureDetectionTest {

    static LongStream phases() {
        return LongStream.rangeClosed(1, 40);
    }

    private static Simulation settled(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
        simulation.cluster.startPeers(10);
        simulation.settle();
        // A moment within a heartbeat that is another one for each random seed.
        simulation.run(Duration.ofMillis(randomSeed * 977 % 13_000));
        return simulation;
    }

    private static Address victim(Simulation simulation) {
        List<Address> living = simulation.cluster.living();
        return living.get((int) (simulation.randomSeed % living.size()));
    }

    private static void assertFoundWithin(Simulation simulation, Address victim, List<Address> neighbors, long died,
            double least, double most) {
        assertEquals(neighbors.size(), simulation.recorder.deaths().size(),
                () -> simulation + ": " + victim + " had " + neighbors + ", found by " + simulation.recorder.deaths());
        simulation.recorder.deaths().forEach(death -> {
            double seconds = (death.at() - died) / 1e9;
            assertEquals(victim, death.peer().address(), simulation::toString);
            assertTrue(seconds >= least && seconds <= most, () -> simulation + ": found after " + seconds + " s");
        });
    }

    @ParameterizedTest
    @MethodSource("phases")
    void a_crashed_neighbor_is_found_in_26_to_39_s(long randomSeed) {
        Simulation simulation = settled(randomSeed);
        Address victim = victim(simulation);
        List<Address> neighbors = simulation.cluster.peer(victim).neighbors();
        long died = simulation.network.now();

        simulation.cluster.crash(victim);
        simulation.run(Duration.ofSeconds(60));

        assertFoundWithin(simulation, victim, neighbors, died, 26, 39.1);
    }

    @ParameterizedTest
    @MethodSource("phases")
    void a_silent_neighbor_is_found_in_39_to_52_s(long randomSeed) {
        Simulation simulation = settled(randomSeed);
        Address victim = victim(simulation);
        List<Address> neighbors = simulation.cluster.peer(victim).neighbors();
        long died = simulation.network.now();

        simulation.network.cutPower(victim);
        simulation.run(Duration.ofSeconds(70));

        assertFoundWithin(simulation, victim, neighbors, died, 38.9, 52.1);
    }

    @ParameterizedTest
    @MethodSource("phases")
    void a_hung_neighbor_that_still_accepts_connections_is_found_in_39_to_52_s(long randomSeed) {
        Simulation simulation = settled(randomSeed);
        Address victim = victim(simulation);
        List<Address> neighbors = simulation.cluster.peer(victim).neighbors();
        long died = simulation.network.now();

        simulation.network.pause(victim, Duration.ofMinutes(10));
        simulation.run(Duration.ofSeconds(70));

        assertFoundWithin(simulation, victim, neighbors, died, 38.9, 52.1);
        assertEquals(9, simulation.cluster.seed(simulation.cluster.seedAddresses().getFirst()).members());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void a_peer_that_was_stopped_comes_back_and_catches_up(long randomSeed) {
        Simulation simulation = settled(randomSeed);
        Address victim = victim(simulation);
        simulation.network.pause(victim, Duration.ofSeconds(100));
        simulation.run(Duration.ofSeconds(90));
        assertFalse(simulation.recorder.deaths().isEmpty(), simulation::toString);
        simulation.cluster.living().stream().filter(peer -> !peer.equals(victim)).forEach(simulation::publish);

        simulation.run(Duration.ofSeconds(10).plus(Simulation.HEARTBEAT.multipliedBy(2)));

        assertEquals(10, simulation.cluster.seed(simulation.cluster.seedAddresses().getFirst()).members(), simulation::toString);
        assertEquals(1, simulation.cluster.components(), simulation::toString);
        assertEquals(List.of(), simulation.lacking(simulation.cluster.living(), simulation.recorder.generated()), simulation::toString);
        assertTrue(simulation.recorder.deaths().stream().allMatch(death -> death.peer().address().equals(victim)), simulation::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_dead_peer_is_removed_at_the_seed_and_a_new_life_joins(long randomSeed) {
        Simulation simulation = settled(randomSeed);
        Address victim = victim(simulation);
        simulation.cluster.crash(victim);
        simulation.run(Duration.ofSeconds(45));
        assertEquals(9, simulation.cluster.seed(simulation.cluster.seedAddresses().getFirst()).members(), simulation::toString);

        simulation.cluster.startPeer(victim);
        simulation.run(Simulation.HEARTBEAT);

        assertEquals(10, simulation.cluster.seed(simulation.cluster.seedAddresses().getFirst()).members(), simulation::toString);
        assertEquals(1, simulation.cluster.components(), simulation::toString);
    }

    @Test
    void no_one_is_falsely_dead_in_24_hours_of_200_peers_with_1_percent_of_PINGs_lost() {
        Simulation simulation = new Simulation(24, 1, Simulation::silent, losingPings(0.01));
        simulation.cluster.startPeers(200);

        simulation.run(Duration.ofHours(24));

        assertEquals(List.of(), simulation.recorder.deaths(), simulation::toString);
    }

    private static NetworkConditions losingPings(double probability) {
        return new NetworkConditions() {
            @Override
            public long latency(Address from, Address to, RandomGenerator random) {
                return random.nextLong(1_000_000, 5_000_000);
            }

            @Override
            public boolean loses(Address from, Address to, Message message, RandomGenerator random) {
                return message instanceof Ping && random.nextDouble() < probability;
            }
        };
    }
}
