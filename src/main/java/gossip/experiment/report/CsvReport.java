package gossip.experiment.report;

import gossip.experiment.Results;
import gossip.experiment.metrics.BroadcastResult;
import gossip.stats.GoodnessOfFit;
import gossip.stats.Percentiles;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results as comma-separated values with a header line, for other programs. Every row has all columns.
 * {@code src/docs/experiments.md} documents rows and columns.
 */
public final class CsvReport {

    public static final List<String> COLUMNS = List.of("row", "name", "value", "at_s", "origin", "peers", "links", "due",
            "delivered", "reach_1", "reach_3", "reach_10", "at_once", "hops_median", "hops_95", "hops_max",
            "latency_median_ms", "latency_95_ms", "latency_max_ms", "sends", "sends_late", "sends_flood",
            "sends_tree", "redundancy", "comparable", "at_failure");
    private static final MathContext DIGITS = new MathContext(9);

    private final List<String> lines = new ArrayList<>(List.of(String.join(",", COLUMNS)));

    private CsvReport() {}

    /** Returns the text of the file. Lines end with a line feed on every system. */
    public static String of(Results results) {
        CsvReport report = new CsvReport();
        for (int i = 0; i < results.messages().size(); i++) {
            report.message(i, results.messages().get(i));
        }
        report.summary(results);
        report.degrees("degrees_joined", results.joined().fit());
        report.degrees("degrees", results.ended().fit());
        results.ended().histogram().forEach((degree, peers) -> report.row("degree", degree, peers));
        results.traffic().forEach((verb, volume) -> {
            report.row("messages", verb, volume.messages());
            report.row("bytes", verb, volume.bytes());
        });
        results.hopsHistogram().forEach((hops, receptions) -> report.row("hops", hops, receptions));
        return report.lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private void message(int number, BroadcastResult message) {
        Percentiles hops = message.hops();
        Percentiles latency = message.latencyMillis();
        row("message", number, "", message.atSeconds(), message.origin(), message.peers(), message.links(),
                message.due(), message.delivered(), message.reached().get(0), message.reached().get(1),
                message.reached().get(2), message.atOnce(), figure(hops, hops.median()), figure(hops, hops.p95()),
                figure(hops, hops.max()), figure(latency, latency.median()), figure(latency, latency.p95()),
                figure(latency, latency.max()), message.sends(), message.lateSends(), message.floodSends(),
                message.treeSends(), message.redundancy(), message.isComparable(), message.atFailure());
    }

    private static Object figure(Percentiles percentiles, double value) {
        return percentiles.isEmpty() ? "" : value;
    }

    private void summary(Results results) {
        row("summary", "arguments", results.config());
        row("summary", "started", results.started());
        row("summary", "joined", results.joinedPeers());
        row("summary", "due", results.due());
        row("summary", "delivered", results.delivered());
        row("summary", "delivery", share(results.delivered(), results.due()));
        reach("reach", results.messages());
        reach("reach_at_failure", results.atFailure());
        percentiles("hops", results.hops(), "");
        row("summary", "last_hop_mean", mean(results.messages(), message -> message.hops().max()));
        percentiles("latency", results.latencyMillis(), "_ms");
        percentiles("latency", results.latencyInDelays(), "_delays");
        row("summary", "redundancy_mean", mean(results.messages(), BroadcastResult::redundancy));
        row("summary", "sends_mean", mean(results.messages(), BroadcastResult::sends));
        row("summary", "sends_late_mean", mean(results.messages(), BroadcastResult::lateSends));
        row("summary", "comparable", results.comparable().size());
        row("summary", "comparable_sends_mean", mean(results.comparable(), BroadcastResult::sends));
        row("summary", "comparable_flood_mean", mean(results.comparable(), BroadcastResult::floodSends));
        row("summary", "comparable_tree_mean", mean(results.comparable(), BroadcastResult::treeSends));
        row("summary", "peer_load_top_share", text(results.peerLoad().top()));
        row("summary", "peer_load_max", results.peerLoad().max());
        row("summary", "link_load_top_share", text(results.linkLoad().top()));
        row("summary", "link_load_max", results.linkLoad().max());
        row("summary", "traffic_s", results.trafficSeconds());
        row("summary", "crashed", results.crashed());
        row("summary", "verdicts_due", results.verdicts().due());
        row("summary", "verdicts_given", results.verdicts().given());
        row("summary", "removals_due", results.verdicts().removalsDue());
        row("summary", "removals_given", results.verdicts().removals());
        percentiles("found_dead", results.detectionSeconds(), "_s");
        percentiles("removed", results.removalSeconds(), "_s");
        row("summary", "false_deaths", results.falseDeaths());
        row("summary", "false_removals", results.falseRemovals());
        row("summary", "peers", results.peersAtEnd());
        row("summary", "links", results.linksAtEnd());
        row("summary", "components", results.components());
        row("summary", "one_way_links", results.oneWayLinks());
        row("summary", "virtual_s", results.virtualSeconds());
        row("summary", "events", results.events());
    }

    private void degrees(String name, GoodnessOfFit fit) {
        row("summary", name + "_exponent", fit.count() == 0 ? "" : fit.law().exponent());
        row("summary", name + "_exponent_error", text(fit.standardError()));
        row("summary", name + "_exponent_at_bound", fit.law().isAtBound());
        row("summary", name + "_in_fit", fit.count());
        row("summary", name + "_below_links", fit.ignored());
        row("summary", name + "_scaled_distance", fit.scaledDistance());
        row("summary", name + "_vuong", text(fit.vuong()));
        row("summary", name + "_verdict", fit.verdict());
    }

    private void reach(String name, List<BroadcastResult> messages) {
        long due = Results.sum(messages, BroadcastResult::due);
        for (int i = 0; i < Results.REACH_DELAYS.size(); i++) {
            row("summary", name + "_" + Results.REACH_DELAYS.get(i), share(Results.reached(messages, i), due));
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
        row("summary", name + "_min" + unit, none ? "" : percentiles.min());
        row("summary", name + "_median" + unit, none ? "" : percentiles.median());
        row("summary", name + "_95" + unit, none ? "" : percentiles.p95());
        row("summary", name + "_max" + unit, none ? "" : percentiles.max());
    }

    private void row(Object... values) {
        String emptyColumns = ",".repeat(COLUMNS.size() - values.length);
        lines.add(Stream.of(values).map(CsvReport::text).collect(Collectors.joining(",", "", emptyColumns)));
    }

    /** Formats a value. The arguments are quoted if they contain a comma. */
    private static String text(Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number)
                    ? BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString() : "";
        }
        String text = value.toString();
        return text.indexOf(',') < 0 ? text : '"' + text + '"';
    }
}
