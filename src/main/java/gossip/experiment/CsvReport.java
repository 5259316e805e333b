package gossip.experiment;

import gossip.stats.GoodnessOfFit;
import gossip.stats.Percentiles;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results for other programs: comma-separated values with a header line, every row with all columns. The first
 * column tells the rows apart:
 *
 * <ul>
 *   <li>{@code message}: one a broadcast, in the order of generation, with all columns but {@code value}
 *   <li>{@code summary}: {@code name} and {@code value} alone, the value being a number, or a word for a verdict; units
 *       end the names
 *   <li>{@code degree}: how many peers ({@code value}) have so many neighbors ({@code name}) in the end
 *   <li>{@code hops}: how many deliveries ({@code value}) came over so many links ({@code name})
 * </ul>
 */
final class CsvReport {

    static final List<String> COLUMNS = List.of("row", "name", "value", "at_s", "origin", "peers", "links", "due",
            "delivered", "delivered_promptly", "hops_median", "hops_95", "hops_max", "latency_median_ms",
            "latency_95_ms", "latency_max_ms", "sends", "sends_late", "sends_flood", "sends_tree");
    private static final MathContext DIGITS = new MathContext(9);

    private final List<String> lines = new ArrayList<>();

    private CsvReport() {}

    /** Lines end with a line feed on every system. */
    static String of(Results results) {
        CsvReport report = new CsvReport();
        report.lines.add(String.join(",", COLUMNS));
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
                latency.median(), latency.p95(), latency.max(), message.sends(), message.lateSends(), message.floodSends(),
                message.treeSends());
    }

    private void summary(Results results) {
        row("summary", "arguments", results.config());
        row("summary", "due", results.due());
        row("summary", "delivered", results.delivered());
        row("summary", "delivery", results.due() == 0 ? "" : (double) results.delivered() / results.due());
        spread("hops", results.hops(), "");
        spread("latency", results.latencyMillis(), "_ms");
        spread("latency", results.latencyInDelays(), "_delays");
        row("summary", "sends_mean", results.sends());
        row("summary", "sends_late_mean", results.lateSends());
        row("summary", "sends_flood_mean", results.floodSends());
        row("summary", "sends_tree_mean", results.treeSends());
        row("summary", "crashed", results.crashed());
        spread("found_dead", results.detectionSeconds(), "_s");
        spread("removed", results.removalSeconds(), "_s");
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

    /** Nothing where there is nothing: a zero would be a claim. */
    private void spread(String name, Percentiles spread, String unit) {
        boolean none = spread.isEmpty();
        row("summary", name + "_min" + unit, none ? "" : spread.min());
        row("summary", name + "_median" + unit, none ? "" : spread.median());
        row("summary", name + "_95" + unit, none ? "" : spread.p95());
        row("summary", name + "_max" + unit, none ? "" : spread.max());
    }

    private void row(Object... values) {
        Stream<Object> rest = Collections.<Object>nCopies(COLUMNS.size() - values.length, "").stream();
        lines.add(Stream.concat(Stream.of(values), rest).map(CsvReport::text).collect(Collectors.joining(",")));
    }

    /** Nothing written here holds a comma or a quote: numbers, words, addresses, arguments. */
    private static String text(Object value) {
        return value instanceof Double number && Double.isFinite(number)
                ? BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString()
                : value.toString();
    }
}
