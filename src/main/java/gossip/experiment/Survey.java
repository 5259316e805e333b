package gossip.experiment;

import gossip.chart.Series.Point;
import gossip.sim.SimulatedCluster;
import gossip.stats.Percentiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;

/** Draws the results out of what was observed and of how the world is in the end. */
final class Survey {

    /** More than this many points of a curve are not told apart on paper. */
    private static final int CURVE_POINTS = 240;

    private Survey() {}

    static Results of(ExperimentConfig config, SimulatedCluster cluster, MetricsCollector seen, DegreeDistribution joined, long begin, int crashed) {
        Population population = seen.population();
        double[] hops = all(seen, BroadcastRecorder::hops);
        double[] latencies = all(seen, BroadcastRecorder::latencies);
        List<BroadcastResult> outcomes =
                seen.broadcasts().stream().map(recorder -> recorder.result(population, begin, Results.prompt(config))).toList();
        return new Results(config, outcomes,
                Percentiles.of(hops), Percentiles.of(latencies).times(1e-6),
                histogram(hops), arrivals(latencies, outcomes), crashed,
                Percentiles.of(seen.detectionTimes().toDoubles()).times(1e-9),
                Percentiles.of(seen.removalTimes().toDoubles()).times(1e-9),
                seen.falseDeaths(), seen.falseRemovals(),
                joined, DegreeDistribution.of(cluster.degrees(), config.links()), population.size(), population.links(),
                cluster.components(), cluster.oneWayLinks(), cluster.network().now() / 1e9, cluster.network().events());
    }

    private static double[] all(MetricsCollector seen, BiFunction<BroadcastRecorder, Population, double[]> what) {
        return seen.broadcasts().stream().map(recorder -> what.apply(recorder, seen.population()))
                .flatMapToDouble(DoubleStream::of).toArray();
    }

    private static SortedMap<Integer, Long> histogram(double[] hops) {
        SortedMap<Integer, Long> histogram = new TreeMap<>();
        DoubleStream.of(hops).forEach(links -> histogram.merge((int) links, 1L, Long::sum));
        return histogram;
    }

    private static List<Point> arrivals(double[] latencies, List<BroadcastResult> outcomes) {
        double[] sorted = latencies.clone();
        Arrays.sort(sorted);
        long due = outcomes.stream().mapToLong(BroadcastResult::due).sum();
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < CURVE_POINTS && sorted.length > 0; i++) {
            int rank = (int) ((long) (sorted.length - 1) * i / (CURVE_POINTS - 1));
            points.add(new Point(sorted[rank] / 1e6, (rank + 1.0) / due));
        }
        return points.stream().distinct().toList();
    }
}
