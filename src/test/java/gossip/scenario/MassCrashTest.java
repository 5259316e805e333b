package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.RandomSeeds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MassCrashTest {

    /** Too early for a seed to remove a dead peer, so nineteen of twenty listed members do not answer. */
    private static final Duration BEFORE_DETECTION = Duration.ofSeconds(20);

    @Test
    void after_a_crash_of_95_percent_of_the_peers_the_others_are_connected_before_the_crash_is_detected() {
        RandomSeeds.upTo(1, 20, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
            simulation.cluster.startPeers(600);
            simulation.settle();
            for (int i = 0; i < 570; i++) {
                simulation.cluster.crash(simulation.randomPeer());
            }
            simulation.run(BEFORE_DETECTION);
            assertEquals(1, simulation.cluster.components(), simulation::toString);
        });
    }

    /** Those that have crashed are listed with a degree and the others with none, so samples by degree miss these. */
    @Test
    void peers_that_start_after_all_others_have_crashed_are_connected_within_20_s() {
        RandomSeeds.upTo(1, 20, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
            simulation.cluster.startPeers(200);
            simulation.settle();
            simulation.cluster.living().forEach(simulation.cluster::crash);
            simulation.cluster.startPeers(200);
            simulation.run(BEFORE_DETECTION);
            assertEquals(1, simulation.cluster.components(), simulation::toString);
        });
    }
}
