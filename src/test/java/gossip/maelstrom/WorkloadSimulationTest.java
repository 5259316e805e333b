package gossip.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.maelstrom.WorkloadSimulation.Config;
import gossip.peer.broadcast.Dissemination;
import gossip.tool.client.Json;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadSimulationTest {

    private static final Duration LATENCY = Duration.ofMillis(100);

    private static Config config(int nodes, Topology topology, double loss, Duration partition) {
        return new Config(nodes, topology, 100, Duration.ofSeconds(20), LATENCY, true, loss, partition,
                Dissemination.FLOOD, 1);
    }

    private static CheckResult run(Config config) {
        return WorkloadSimulation.run(config, line -> { });
    }

    @Test
    void a_tree_carries_each_value_over_each_link_once() {
        CheckResult result = run(new Config(25, Topology.TREE4, 100, Duration.ofSeconds(20), LATENCY, false, 0,
                Duration.ZERO, Dissemination.FLOOD, 1));
        assertValid(result);
        double perValue = (double) result.serverMessages() / result.acknowledged();
        assertTrue(perValue >= 24 && perValue < 24 * 1.1, () -> perValue + " messages for each value");
    }

    @Test
    void the_same_configuration_gives_the_same_result() {
        int nodes = RandomSeeds.isLongRun() ? 25 : 5;
        Config config = config(nodes, Topology.GRID, 0.05, Duration.ofSeconds(2));
        assertEquals(Json.of(run(config).figures()), Json.of(run(config).figures()));
    }

    private static void assertValid(CheckResult result) {
        assertTrue(result.isValid(), () -> Json.of(result.figures()));
        assertEquals(Set.of(), result.lost());
        assertEquals(Set.of(), result.duplicated());
        assertTrue(result.acknowledged() > 500, () -> Json.of(result.figures()));
    }

    @ParameterizedTest
    @CsvSource({"5,TREE4", "5,GRID", "25,TREE4", "25,GRID", "25,LINE", "5,TOTAL"})
    void every_value_arrives_once_at_every_node(int nodes, Topology topology) {
        assertValid(run(config(nodes, topology, 0, Duration.ZERO)));
    }

    @ParameterizedTest
    @CsvSource({"5,TREE4", "5,GRID", "25,TREE4", "25,GRID"})
    void values_of_both_sides_arrive_after_a_partition(int nodes, Topology topology) {
        CheckResult result = run(config(nodes, topology, 0, Duration.ofSeconds(15)));
        assertValid(result);
        assertTrue(result.latency(1) > 5_000, () -> "the partition had no effect: " + Json.of(result.figures()));
    }

    @ParameterizedTest
    @CsvSource({"5,TREE4,0.1", "25,GRID,0.02"})
    void every_value_arrives_once_although_messages_are_lost(int nodes, Topology topology, double loss) {
        assertValid(run(config(nodes, topology, loss, Duration.ZERO)));
    }
}
