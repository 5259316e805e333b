package gossip.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.experiment.metrics.BroadcastResult;
import gossip.experiment.overlay.OverlayShape;
import gossip.node.ProtocolRules;
import gossip.protocol.Address;
import gossip.sim.NetworkConditions;
import gossip.stats.GoodnessOfFit;
import gossip.stats.Percentiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests measured figures against theory. Each test states its tolerance. */
class TheoryTest {

    private static final int FIRST_PORT = 10_000;

    @TempDir
    private Path folder;

    private static Results run(String... options) {
        return ExperimentRun.simulate(ProtocolRules.STANDARD, options);
    }

    /** Tolerance: none. */
    @ParameterizedTest
    @ValueSource(strings = {"power-law", "regular:5", "random:12", "barabasi-albert:3", "star", "grid", "tree:2"})
    void flooding_takes_exactly_2E_minus_N_minus_1_sends(String overlay) {
        Results results = run("--peers=150", "--messages=5", "--duration=1m", "--overlay=" + overlay);
        assertEquals(5, results.comparable().size());
        results.messages().forEach(message -> assertEquals(message.floodSends(), message.sends()));
    }

    /**
     * Tolerance: 4 standard errors of a quantile of a third as many uniformly distributed times. All neighbors that a peer
     * declares dead share the phase of its heartbeat.
     */
    @ParameterizedTest
    @CsvSource({"fin, 26", "silent, 39"})
    void detection_times_are_uniformly_distributed_over_a_heartbeat_of_13_s(String crash, double from) {
        Percentiles times = run("--peers=500", "--messages=0", "--duration=1m", "--kill=20%", "--crash=" + crash)
                .detectionSeconds();
        double scale = 4 * 13 / Math.sqrt(times.count() / 3.0);
        assertEquals(from + 6.5, times.median(), scale * 0.5);
        assertEquals(from + 13 * 0.95, times.p95(), scale * Math.sqrt(0.95 * 0.05) + 0.05);
        assertTrue(times.min() >= from && times.max() <= from + 13.1, times::toString);
    }

    private static IntStream sizes() {
        return RandomSeeds.isLongRun() ? IntStream.of(300, 1000, 3000) : IntStream.of(300, 1000);
    }

    /** Tolerance: 25 %, because the theorem is about large N. */
    @ParameterizedTest
    @MethodSource("sizes")
    void the_mean_path_is_near_ln_N_over_ln_ln_N(int peers) {
        Results results = run("--peers=" + peers, "--messages=10", "--duration=1m", "--delay=3ms");
        double sum = results.hopsHistogram().entrySet().stream().mapToDouble(e -> e.getKey() * e.getValue()).sum();
        double expected = Math.log(peers) / Math.log(Math.log(peers));
        assertEquals(1, sum / results.hops().count() / expected, 0.25, () -> peers + " peers");
    }

    /** Tolerance: 4 standard errors, and 0.05 for the finite size of the graphs. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void the_exponent_of_a_generated_graph_is_3_within_its_standard_error(int seed) {
        OverlayShape shape =
                OverlayShape.parse("barabasi-albert:3");
        GoodnessOfFit fit = GoodnessOfFit.of(IntStream.of(shape.graph(5000, seed).degrees()).boxed().toList(), 3);
        assertEquals(3, fit.law().exponent(), 4 * fit.standardError().orElseThrow() + 0.05);
        assertEquals(GoodnessOfFit.Verdict.POWER_LAW, fit.verdict(), fit::toString);
    }

    /** Tolerance: none. */
    @Test
    void the_reach_on_a_graph_in_parts_is_the_component_of_the_origin() throws IOException {
        StringBuilder edges = new StringBuilder();
        for (int i = 1; i < 60; i++) {
            edges.append(i == 20 ? "" : i + " " + (i - 1) + "\n");
        }
        Path file = Files.writeString(folder.resolve("parts"), edges);
        Results results = run("--messages=10", "--duration=1m", "--overlay=file:" + file);
        assertEquals(2, results.components());
        for (BroadcastResult message : results.messages()) {
            assertEquals(59, message.due());
            assertTrue(message.delivered() == 19 || message.delivered() == 39, message::toString);
        }
    }

    /** Tolerance: none, from the third message of the origin on. */
    @Test
    void pruning_takes_exactly_N_minus_1_sends_on_a_settled_tree() {
        Results results = run("--peers=200", "--messages=8", "--duration=1m", "--origins=1", "--dissemination=prune");
        results.messages().subList(3, 8).forEach(message -> assertEquals(199, message.sends()));
        assertEquals(results.due(), results.delivered());
    }

    /** Tolerance: 0.01 ms, the resolution of the printed figures. */
    @ParameterizedTest
    @ValueSource(strings = {"tree:1", "star"})
    void the_last_delivery_on_a_chain_and_a_star_takes_the_sum_and_the_maximum_of_the_link_delays(String overlay) {
        String[] options = {"--peers=20", "--messages=5", "--duration=1m", "--delay=1ms..99ms", "--overlay=" + overlay};
        Results results = run(options);
        NetworkConditions network = results.config().network().conditions(results.config().randomSeed());
        for (BroadcastResult message : results.messages()) {
            int origin = message.origin().port() - FIRST_PORT;
            List<Double> arrivals = new ArrayList<>();
            for (int peer = 0; peer < 20; peer++) {
                arrivals.add(overlay.equals("star")
                        ? delay(network, origin, 0) + delay(network, 0, peer) : chain(network, origin, peer));
            }
            assertEquals(arrivals.stream().mapToDouble(ms -> ms).max().orElseThrow(),
                    message.latencyMillis().max(), 0.01);
        }
    }

    private static double chain(NetworkConditions network, int from, int to) {
        return IntStream.range(Math.min(from, to), Math.max(from, to))
                .mapToDouble(i -> delay(network, i, i + 1)).sum();
    }

    private static double delay(NetworkConditions network, int from, int to) {
        return from == to ? 0 : network.latency(address(from), address(to), new SplittableRandom(1)) / 1e6;
    }

    private static Address address(int peer) {
        return new Address("10.0.0.0", FIRST_PORT + peer);
    }

    /** Tolerance: none. */
    @ParameterizedTest
    @ValueSource(strings = {"regular:6", "regular:3"})
    void in_a_regular_overlay_all_degrees_are_equal(String overlay) {
        Results results = run("--peers=100", "--messages=1", "--duration=1s", "--overlay=" + overlay);
        assertEquals(1, results.joined().histogram().size());
        assertEquals(100, results.joinedPeers());
    }
}
