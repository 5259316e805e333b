package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.peer.broadcast.Dissemination;
import gossip.scenario.PartitionTest.Cut;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network that is partitioned repeatedly heals each time and keeps its number of links. */
class RepeatedPartitionTest {

    private static final int CYCLES = RandomSeeds.isLongRun() ? 8 : 4;
    private static final Duration HEALED = Simulation.HEARTBEAT.multipliedBy(3);
    private static final Duration PAUSE = Duration.ofSeconds(7);

    @ParameterizedTest
    @EnumSource
    void after_each_partition_the_overlay_is_connected_and_after_all_it_is_as_dense_as_before(Cut cut) {
        RandomSeeds.upTo(1, 20, randomSeed ->
                healsEachTime(randomSeed, cut,
                        (randomSeed + cut.ordinal()) % 2 == 1 ? Dissemination.FLOOD : Dissemination.PRUNE));
    }

    private static void healsEachTime(long randomSeed, Cut cut, Dissemination dissemination) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation.silent(dissemination));
        simulation.cluster.startPeers(60);
        simulation.settle();
        int before = simulation.links();

        for (int i = 0; i < CYCLES; i++) {
            simulation.network.partition(cut.sides(simulation.cluster.seedAddresses()));
            simulation.publishRepeatedly(Duration.ofMinutes(5), PAUSE);
            simulation.network.heal();
            simulation.run(HEALED);
            simulation.assertConverged();
            simulation.publishRepeatedly(Duration.ofMinutes(3).minus(HEALED), PAUSE);
            assertEquals(1, simulation.cluster.components(), simulation::toString);
        }

        int after = simulation.links();
        assertTrue(after >= before * 0.85 && after <= before * 1.15,
                () -> simulation + ": " + before + " links before, " + after + " after");
        int links = simulation.cluster.config().links();
        assertTrue(simulation.cluster.degrees().stream().allMatch(degree -> degree >= links), simulation::toString);
    }
}
