package gossip.experiment.report;

import gossip.experiment.Results;
import gossip.experiment.metrics.BroadcastResult;
import gossip.stats.GoodnessOfFit;
import gossip.stats.Percentiles;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results as comma-separated values with a header line, for other programs. Every row has all columns.
 * {@code src/docs/experiments.md} documents rows and columns.
 */
public final class CsvReport {

    public static final List<String> COLUMNS = List.of("row", "name", "value", "at_s", "origin", "peers", "links",
            "due", "delivered", "delivered_promptly", "hops_median", "hops_95", "hops_max", "latency_median_ms",
            "latency_95_ms", "latency_max_ms", "sends", "sends_late", "sends_flood", "sends_tree");
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
        results.hopsHistogram().forEach((hops, receptions) -> report.row("hops", hops, receptions));
        return report.lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private void message(int number, BroadcastResult message) {
        Percentiles hops = message.hops();
        Percentiles latency = message.latencyMillis();
        row("message", number, "", message.atSeconds(), message.origin(), message.peers(), message.links(),
                message.due(), message.delivered(), message.promptly(), hops.median(), hops.p95(), hops.max(),
                latency.median(), latency.p95(), latency.max(), message.sends(), message.lateSends(),
                message.floodSends(), message.treeSends());
    }

    private void summary(Results results) {
        row("summary", "arguments", results.config());
        row("summary", "due", results.due());
        row("summary", "delivered", results.delivered());
        row("summary", "delivery", results.due() == 0 ? "" : (double) results.delivered() / results.due());
        percentiles("hops", results.hops(), "");
        percentiles("latency", results.latencyMillis(), "_ms");
        percentiles("latency", results.latencyInDelays(), "_delays");
        row("summary", "sends_mean", results.mean(BroadcastResult::sends));
        row("summary", "sends_late_mean", results.mean(BroadcastResult::lateSends));
        row("summary", "sends_flood_mean", results.mean(BroadcastResult::floodSends));
        row("summary", "sends_tree_mean", results.mean(BroadcastResult::treeSends));
        row("summary", "crashed", results.crashed());
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
        row("summary", name + "_exponent", fit.law().exponent());
        row("summary", name + "_scaled_distance", fit.scaledDistance());
        row("summary", name + "_vuong", fit.vuong());
        row("summary", name + "_verdict", fit.verdict());
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

    /** Formats a value. No value needs quoting: numbers, words, addresses and arguments have no comma and no quote. */
    private static String text(Object value) {
        return value instanceof Double number && Double.isFinite(number)
                ? BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString()
                : value.toString();
    }
}
