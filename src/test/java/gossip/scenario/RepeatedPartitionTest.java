package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.peer.broadcast.Dissemination;
import gossip.scenario.PartitionTest.Cut;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network that is cut and heals again and again mends itself each time, and keeps the number of its links. */
class RepeatedPartitionTest {

    private static final int CYCLES = 8;
    private static final Duration MENDED = Simulation.HEARTBEAT.multipliedBy(3);
    private static final Duration PAUSE = Duration.ofSeconds(7);

    @ParameterizedTest
    @CsvSource({
        "1, SEEDS_ON_BOTH_SIDES, FLOOD", "2, SEEDS_ON_BOTH_SIDES, PRUNE",
        "1, SEEDS_ON_ONE_SIDE, FLOOD", "2, SEEDS_ON_ONE_SIDE, PRUNE",
        "1, SEEDS_REACH_BOTH, FLOOD", "2, SEEDS_REACH_BOTH, PRUNE"})
    void after_each_of_many_the_overlay_is_whole_and_after_all_it_is_no_denser(
            long randomSeed, Cut cut, Dissemination dissemination) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation.silent(dissemination));
        simulation.cluster.startPeers(60);
        simulation.settle();
        int before = links(simulation);

        for (int i = 0; i < CYCLES; i++) {
            simulation.network.partition(cut.sides(simulation.cluster.seedAddresses()));
            simulation.chatter(Duration.ofMinutes(5), PAUSE);
            simulation.network.heal();
            simulation.run(MENDED);
            simulation.assertWhole(simulation.cluster.living());
            simulation.chatter(Duration.ofMinutes(3).minus(MENDED), PAUSE);
            assertEquals(1, simulation.cluster.components(), simulation::toString);
        }

        int after = links(simulation);
        assertTrue(after >= before * 0.85 && after <= before * 1.15,
                () -> simulation + ": " + before + " links before, " + after + " after");
        assertTrue(simulation.cluster.degrees().stream().allMatch(degree -> degree >= simulation.cluster.config().links()),
                simulation::toString);
    }

    private static int links(Simulation simulation) {
        return simulation.cluster.degrees().stream().mapToInt(Integer::intValue).sum() / 2;
    }
}
