package gossip.experiment;

import gossip.chart.Series.Point;
import gossip.stats.Percentiles;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a trial has shown. Everything here follows from the plan alone: what depends on the machine is told elsewhere.
 *
 * @param messages in the order of their generation
 * @param hops links crossed, over the due pairs of message and peer that were delivered
 * @param latency milliseconds, over the same
 * @param hopsHistogram how many of the same came over so many links
 * @param arrivals the share of the due pairs of message and peer that so many milliseconds had served
 * @param crashed how many peers were crashed, by the kill and by churn
 * @param verdicts seconds from a crash to a neighbor's verdict
 * @param removals seconds from a crash to the removal at a seed
 * @param falseDeaths verdicts on peers that lived
 * @param falseRemovals removals at seeds of peers that lived
 * @param joined the degrees when all had joined and settled
 * @param ended the degrees at the end
 * @param peersAtEnd that live
 * @param components into which they fall
 * @param oneWayLinks of which one end knows nothing
 * @param events of the simulation
 */
public record Results(
        ExperimentConfig config, List<BroadcastResult> messages, Percentiles hops, Percentiles latencyMillis, SortedMap<Integer, Long> hopsHistogram,
        List<Point> arrivals, int crashed, Percentiles detectionSeconds, Percentiles removalSeconds, long falseDeaths, long falseRemovals,
        DegreeDistribution joined, DegreeDistribution ended, int peersAtEnd, long linksAtEnd, int components, long oneWayLinks,
        double virtualSeconds, long events) {

    /** What comes within so many mean link delays has come at once, and not by repair. */
    public static final int PROMPT_DELAYS = 50;

    public Results {
        messages = List.copyOf(messages);
        arrivals = List.copyOf(arrivals);
        hopsHistogram = Collections.unmodifiableSortedMap(new TreeMap<>(hopsHistogram));
    }

    /** The same in nanoseconds. */
    static long prompt(ExperimentConfig config) {
        return Math.round(PROMPT_DELAYS * config.delay().meanNanos());
    }

    /** Pairs of a message and a peer that lived from its generation to the end. */
    public long due() {
        return messages.stream().mapToLong(BroadcastResult::due).sum();
    }

    /** Those of the pairs in which the peer has the message. */
    public long delivered() {
        return messages.stream().mapToLong(BroadcastResult::delivered).sum();
    }

    /** Latency in link delays, which compares to hops. */
    public Percentiles latencyInDelays() {
        return latencyMillis.times(1e6 / config.delay().meanNanos());
    }

    /** Means over all broadcasts. */
    public double sends() {
        return messages.stream().mapToLong(BroadcastResult::sends).average().orElse(0);
    }

    public double lateSends() {
        return messages.stream().mapToLong(BroadcastResult::lateSends).average().orElse(0);
    }

    public double floodSends() {
        return messages.stream().mapToLong(BroadcastResult::floodSends).average().orElse(0);
    }

    public double treeSends() {
        return messages.stream().mapToLong(BroadcastResult::treeSends).average().orElse(0);
    }
}
