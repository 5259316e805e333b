package gossip.experiment.report;

import gossip.experiment.Results;
import gossip.experiment.metrics.BroadcastResult;
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
            "due", "delivered", "reach_1", "reach_3", "reach_10", "at_once", "hops_median", "hops_95", "hops_max",
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
        report.row("summary", "arguments", results.config());
        SummaryFigures.of(results).forEach((name, value) -> report.row("summary", name, value));
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

    private void row(Object... values) {
        String emptyColumns = ",".repeat(COLUMNS.size() - values.length);
        lines.add(Stream.of(values).map(CsvReport::text).collect(Collectors.joining(",", "", emptyColumns)));
    }

    /** Formats a value. It is quoted if it contains a comma. */
    static String text(Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number)
                    ? BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString() : "";
        }
        String text = value.toString();
        return text.indexOf(',') < 0 ? text : '"' + text + '"';
    }
}
