package gossip.experiment;

import gossip.chart.Series.Point;
import gossip.experiment.metrics.BroadcastRecorder;
import gossip.experiment.metrics.BroadcastResult;
import gossip.experiment.metrics.LoadDistribution;
import gossip.experiment.metrics.MetricsCollector;
import gossip.experiment.metrics.Traffic.Volume;
import gossip.experiment.metrics.VerdictCounts;
import gossip.sim.SimulatedCluster;
import gossip.stats.Percentiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;

/**
 * The figures of an experiment. They depend on nothing but its configuration. A pair of a message and a peer is due if
 * the peer ran from the generation of the message to the end and is not its origin.
 *
 * @param messages the broadcasts in the order of generation
 * @param hops the links crossed in the delivered due pairs
 * @param latencyMillis the milliseconds from generation to delivery of the same pairs
 * @param hopsHistogram the number of the same pairs by hops
 * @param deliveryCurve points (milliseconds since generation, share of the due pairs delivered by then)
 * @param crashed the peers that were crashed, by the kill and by churn
 * @param detectionSeconds the seconds from a crash until a neighbor declared the peer dead
 * @param removalSeconds the seconds from a crash until a seed removed the peer
 * @param verdicts how many verdicts on crashed peers were due and given
 * @param falseDeaths how often a neighbor declared a running peer dead
 * @param falseRemovals how often a seed removed a running peer
 * @param started the peers that had started when the run began
 * @param joinedPeers those that had joined
 * @param traffic the messages from the start of the run to the end, by verb
 * @param trafficSeconds the virtual time in which they were sent
 * @param peerLoad the distribution of GOSSIP messages over the peers that send them
 * @param linkLoad the distribution of GOSSIP messages over the links
 * @param joined the degrees at the start of the run
 * @param ended the degrees at the end of the experiment
 * @param peersAtEnd the peers that run at the end
 * @param linksAtEnd the links between them
 * @param components the connected components that they form
 * @param oneWayLinks the links that only one of their ends knows
 * @param virtualSeconds the virtual time of the whole experiment
 * @param events the events that were simulated
 */
public record Results(
        ExperimentConfig config, List<BroadcastResult> messages, Percentiles hops, Percentiles latencyMillis,
        SortedMap<Integer, Long> hopsHistogram, List<Point> deliveryCurve, int crashed, Percentiles detectionSeconds,
        Percentiles removalSeconds, VerdictCounts verdicts, long falseDeaths, long falseRemovals, int started,
        int joinedPeers, SortedMap<String, Volume> traffic, double trafficSeconds, LoadDistribution peerLoad,
        LoadDistribution linkLoad, DegreeDistribution joined, DegreeDistribution ended, int peersAtEnd,
        long linksAtEnd, int components, long oneWayLinks, double virtualSeconds, long events) {

    /** The times at which the reach is counted, in mean link delays after the generation. */
    public static final List<Integer> REACH_DELAYS = List.of(1, 3, 10, 50);
    /** A delivery or send within this many mean link delays is at once. Later ones are repairs by anti-entropy. */
    public static final int AT_ONCE_DELAYS = REACH_DELAYS.getLast();
    /** The number of points of the delivery curve. More cannot be distinguished in a chart. */
    private static final int CURVE_POINTS = 240;

    /**
     * What was measured at the start of the run.
     *
     * @param nanos the virtual time
     * @param started the peers that had started
     * @param joined the peers that had joined
     * @param degrees the degrees of the running peers
     */
    record Start(long nanos, int started, int joined, DegreeDistribution degrees) {}

    /**
     * Computes the results at the end of an experiment.
     *
     * @param start what was measured at the start of the run
     * @param crashed how many peers were crashed
     */
    static Results of(ExperimentConfig config, SimulatedCluster cluster, MetricsCollector metrics,
            Start start, int crashed) {
        double[] hops = all(metrics, BroadcastRecorder::hops);
        double[] latencies = all(metrics, BroadcastRecorder::latencies);
        List<BroadcastResult> messages =
                metrics.broadcasts().stream().map(broadcast -> broadcast.result(start.nanos())).toList();
        return new Results(config, messages, Percentiles.of(hops), Percentiles.of(latencies).times(1e-6),
                histogram(hops), deliveryCurve(latencies, sum(messages, BroadcastResult::due)), crashed,
                Percentiles.of(metrics.detectionTimes().toDoubles()).times(1e-9),
                Percentiles.of(metrics.removalTimes().toDoubles()).times(1e-9),
                metrics.verdicts(), metrics.falseDeaths(), metrics.falseRemovals(), start.started(), start.joined(),
                metrics.traffic().volumes(), (cluster.network().now() - start.nanos()) / 1e9, metrics.peerLoad(),
                metrics.linkLoad(), start.degrees(),
                DegreeDistribution.of(cluster.degrees(), config.links()), metrics.population().size(),
                metrics.population().links(), cluster.components(), cluster.oneWayLinks(),
                cluster.network().now() / 1e9, cluster.network().events());
    }

    private static double[] all(MetricsCollector metrics, Function<BroadcastRecorder, double[]> values) {
        return metrics.broadcasts().stream().map(values).flatMapToDouble(DoubleStream::of).toArray();
    }

    private static SortedMap<Integer, Long> histogram(double[] hops) {
        SortedMap<Integer, Long> histogram = new TreeMap<>();
        DoubleStream.of(hops).forEach(links -> histogram.merge((int) links, 1L, Long::sum));
        return Collections.unmodifiableSortedMap(histogram);
    }

    private static List<Point> deliveryCurve(double[] latencies, long due) {
        double[] sorted = latencies.clone();
        Arrays.sort(sorted);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < CURVE_POINTS && sorted.length > 0; i++) {
            int rank = (int) ((long) (sorted.length - 1) * i / (CURVE_POINTS - 1));
            points.add(new Point(sorted[rank] / 1e6, (rank + 1.0) / due));
        }
        return points.stream().distinct().toList();
    }

    /** Returns {@link #REACH_DELAYS} in nanoseconds. */
    static List<Long> reachNanos(ExperimentConfig config) {
        return REACH_DELAYS.stream().map(delays -> Math.round(delays * config.network().meanDelayNanos())).toList();
    }

    /** Returns the number of due pairs of a message and a peer. */
    public long due() {
        return sum(messages, BroadcastResult::due);
    }

    /** Returns the number of due pairs in which the peer has received the message. */
    public long delivered() {
        return sum(messages, BroadcastResult::delivered);
    }

    /** Returns the latency in mean link delays, which is comparable to the hops. */
    public Percentiles latencyInDelays() {
        return latencyMillis.times(1e6 / config.network().meanDelayNanos());
    }

    /** Returns the broadcasts that were generated at the moment of a failure. */
    public List<BroadcastResult> atFailure() {
        return messages.stream().filter(BroadcastResult::atFailure).toList();
    }

    /** Returns the broadcasts that reached all due peers at once over an unchanged overlay. */
    public List<BroadcastResult> comparable() {
        return messages.stream().filter(BroadcastResult::isComparable).toList();
    }

    /** Returns the number of due pairs that a time after generation had reached, by {@link #REACH_DELAYS}. */
    public static long reached(List<BroadcastResult> messages, int index) {
        return sum(messages, message -> message.reached().get(index));
    }

    /** Returns the sum of a figure over broadcasts. */
    public static long sum(List<BroadcastResult> messages, ToLongFunction<BroadcastResult> figure) {
        return messages.stream().mapToLong(figure).sum();
    }

    /** Returns the mean of a figure over broadcasts; empty if there are none. */
    public static OptionalDouble mean(List<BroadcastResult> messages, ToDoubleFunction<BroadcastResult> figure) {
        return messages.stream().mapToDouble(figure).average();
    }
}
