package gossip.experiment.report;

import gossip.experiment.Results;
import gossip.experiment.metrics.BroadcastResult;
import gossip.stats.GoodnessOfFit;
import gossip.stats.Percentiles;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;

/** The named figures of one run, as in the rows {@code summary} of the CSV file. A figure without data is empty. */
public final class SummaryFigures {

    private final SequencedMap<String, Object> figures = new LinkedHashMap<>();

    private SummaryFigures() {}

    /** Returns the figures by name: numbers, words and empty texts. */
    public static SequencedMap<String, Object> of(Results results) {
        SummaryFigures summary = new SummaryFigures();
        summary.broadcasts(results);
        summary.failures(results);
        summary.overlay(results);
        summary.degrees("degrees_joined", results.joined().fit());
        summary.degrees("degrees", results.ended().fit());
        return Collections.unmodifiableSequencedMap(summary.figures);
    }

    /** Returns those of the figures that are numbers. */
    public static SequencedMap<String, Double> numbers(Results results) {
        SequencedMap<String, Double> numbers = new LinkedHashMap<>();
        of(results).forEach((name, value) -> {
            if (value instanceof Number number) {
                numbers.put(name, number.doubleValue());
            }
        });
        return numbers;
    }

    private void broadcasts(Results results) {
        figures.put("started", results.started());
        figures.put("joined", results.joinedPeers());
        figures.put("due", results.due());
        figures.put("delivered", results.delivered());
        figures.put("delivery", share(results.delivered(), results.due()));
        reach("reach", results.messages());
        reach("reach_at_failure", results.atFailure());
        percentiles("hops", results.hops(), "");
        figures.put("last_hop_mean", mean(results.messages(), message -> message.hops().max()));
        percentiles("latency", results.latencyMillis(), "_ms");
        percentiles("latency", results.latencyInDelays(), "_delays");
        figures.put("redundancy_mean", mean(results.messages(), BroadcastResult::redundancy));
        figures.put("sends_mean", mean(results.messages(), BroadcastResult::sends));
        figures.put("sends_late_mean", mean(results.messages(), BroadcastResult::lateSends));
        figures.put("comparable", results.comparable().size());
        figures.put("comparable_sends_mean", mean(results.comparable(), BroadcastResult::sends));
        figures.put("comparable_flood_mean", mean(results.comparable(), BroadcastResult::floodSends));
        figures.put("comparable_tree_mean", mean(results.comparable(), BroadcastResult::treeSends));
        figures.put("peer_load_top_share", text(results.peerLoad().top()));
        figures.put("peer_load_max", results.peerLoad().max());
        figures.put("link_load_top_share", text(results.linkLoad().top()));
        figures.put("link_load_max", results.linkLoad().max());
        figures.put("traffic_s", results.trafficSeconds());
    }

    private void failures(Results results) {
        figures.put("crashed", results.crashed());
        figures.put("verdicts_due", results.verdicts().due());
        figures.put("verdicts_given", results.verdicts().given());
        figures.put("removals_due", results.verdicts().removalsDue());
        figures.put("removals_given", results.verdicts().removals());
        percentiles("found_dead", results.detectionSeconds(), "_s");
        percentiles("removed", results.removalSeconds(), "_s");
        figures.put("false_deaths", results.falseDeaths());
        figures.put("false_removals", results.falseRemovals());
    }

    private void overlay(Results results) {
        figures.put("peers", results.peersAtEnd());
        figures.put("links", results.linksAtEnd());
        figures.put("components", results.components());
        figures.put("one_way_links", results.oneWayLinks());
        figures.put("virtual_s", results.virtualSeconds());
        figures.put("events", results.events());
    }

    private void degrees(String name, GoodnessOfFit fit) {
        figures.put(name + "_exponent", fit.count() == 0 ? "" : fit.law().exponent());
        figures.put(name + "_exponent_error", text(fit.standardError()));
        figures.put(name + "_exponent_at_bound", fit.law().isAtBound());
        figures.put(name + "_in_fit", fit.count());
        figures.put(name + "_below_links", fit.ignored());
        figures.put(name + "_scaled_distance", fit.scaledDistance());
        figures.put(name + "_vuong", text(fit.vuong()));
        figures.put(name + "_verdict", fit.verdict());
    }

    private void reach(String name, List<BroadcastResult> messages) {
        long due = Results.sum(messages, BroadcastResult::due);
        for (int i = 0; i < Results.REACH_DELAYS.size(); i++) {
            figures.put(name + "_" + Results.REACH_DELAYS.get(i), share(Results.reached(messages, i), due));
        }
    }

    private static Object share(long part, long whole) {
        return whole == 0 ? "" : (double) part / whole;
    }

    private static Object mean(List<BroadcastResult> messages, ToDoubleFunction<BroadcastResult> figure) {
        return text(Results.mean(messages, figure));
    }

    private static Object text(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : "";
    }

    /** Adds four rows. Their values are empty if there are no numbers, because 0 would look like a result. */
    private void percentiles(String name, Percentiles percentiles, String unit) {
        boolean none = percentiles.isEmpty();
        figures.put(name + "_min" + unit, none ? "" : percentiles.min());
        figures.put(name + "_median" + unit, none ? "" : percentiles.median());
        figures.put(name + "_95" + unit, none ? "" : percentiles.p95());
        figures.put(name + "_max" + unit, none ? "" : percentiles.max());
    }
}
