package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.scenario.PartitionTest.Cut;
import gossip.stats.GoodnessOfFit;
import gossip.stats.GoodnessOfFit.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Lost messages add no links, and after a partition the overlay is the power law that it was before. */
@Execution(ExecutionMode.CONCURRENT)
class OverlayStabilityTest {

    private static final int LONG_RUNS = 20;

    private static IntStream pauses() {
        return RandomSeeds.isLongRun() ? IntStream.of(100, 1000) : IntStream.of(100);
    }

    private static Stream<Cut> cuts() {
        return RandomSeeds.isLongRun() ? Stream.of(Cut.values()) : Stream.of(Cut.SEEDS_ON_BOTH_SIDES);
    }

    /** @param pauseMillis the time between two messages */
    @ParameterizedTest
    @MethodSource("pauses")
    void with_a_fifth_of_many_messages_lost_the_number_of_links_changes_by_less_than_5_percent(int pauseMillis) {
        for (long randomSeed = 1; randomSeed <= runs(1); randomSeed++) {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent, new LossyGossip(0.2));
            simulation.cluster.startPeers(50);
            simulation.settle();
            int before = simulation.links();
            Duration pause = Duration.ofMillis(pauseMillis);
            simulation.publishRepeatedly(pause.multipliedBy(RandomSeeds.isLongRun() ? 5000 : 2000), pause);
            assertAboutAsManyLinks(simulation, before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void after_a_partition_of_a_minute_the_degrees_are_a_power_law(Cut cut) {
        int runs = runs(1);
        List<String> fits = new ArrayList<>();
        int passes = 0;
        for (long randomSeed = 1; randomSeed <= runs; randomSeed++) {
            Simulation simulation = started(randomSeed);
            GoodnessOfFit before = fit(simulation);
            partition(simulation, Duration.ofMinutes(1), cut);
            GoodnessOfFit after = fit(simulation);
            fits.add(simulation + ": " + before + " before, " + after + " after");
            passes += after.verdict() == Verdict.POWER_LAW ? 1 : 0;
        }
        int passed = passes;
        assertTrue(passed >= runs - runs / LONG_RUNS, () -> passed + " of " + runs + "\n" + String.join("\n", fits));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void a_partition_of_ten_minutes_changes_the_number_of_links_by_less_than_5_percent(Cut cut) {
        for (long randomSeed = 1; randomSeed <= runs(1); randomSeed++) {
            Simulation simulation = started(randomSeed);
            int before = simulation.links();
            partition(simulation, Duration.ofMinutes(10), cut);
            assertAboutAsManyLinks(simulation, before);
        }
    }

    private static int runs(int usually) {
        return RandomSeeds.isLongRun() ? LONG_RUNS : usually;
    }

    private static Simulation started(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
        simulation.cluster.startPeers(200);
        simulation.settle();
        return simulation;
    }

    private static void partition(Simulation simulation, Duration duration, Cut cut) {
        simulation.network.partition(cut.sides(simulation.cluster.seedAddresses()));
        simulation.publishRepeatedly(duration, Duration.ofSeconds(7));
        simulation.network.heal();
        simulation.publishRepeatedly(Duration.ofMinutes(9), Duration.ofSeconds(7));
        assertEquals(1, simulation.cluster.components(), simulation::toString);
    }

    private static void assertAboutAsManyLinks(Simulation simulation, int before) {
        int after = simulation.links();
        assertTrue(Math.abs(after - before) <= before * 0.05,
                () -> simulation + ": " + before + " links before, " + after + " after");
    }

    private static GoodnessOfFit fit(Simulation simulation) {
        return GoodnessOfFit.of(simulation.cluster.degrees(), simulation.cluster.config().links());
    }
}
