package gossip.experiment.report;

import gossip.experiment.DegreeDistribution;
import gossip.experiment.Results;
import gossip.experiment.metrics.BroadcastResult;
import gossip.stats.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results as labeled, rounded figures for people. */
public final class ResultsSummary {

    /** Some figures under a heading. */
    public record Section(String title, List<Row> rows) {}

    /** One figure or several related figures with a label. */
    public record Row(String label, String value) {}

    private ResultsSummary() {}

    public static List<Section> of(Results results) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Broadcasts", broadcasts(results)));
        if (results.crashed() > 0) {
            sections.add(new Section("Failures", failures(results)));
        }
        sections.add(new Section("False alarms", List.of(
                row("false deaths", "%,d times a neighbor declared a running peer dead", results.falseDeaths()),
                row("false removals", "%,d times a seed removed a running peer", results.falseRemovals()))));
        sections.add(new Section("Overlay", overlay(results)));
        sections.add(new Section("Simulation", List.of(
                row("virtual time", "%.1f s", results.virtualSeconds()),
                row("events", "%,d", results.events()))));
        return sections;
    }

    private static List<Row> broadcasts(Results results) {
        if (results.messages().isEmpty()) {
            return List.of(new Row("messages", "none"));
        }
        return List.of(
                row("messages", "%,d", results.messages().size()),
                row("delivery", "%s, %,d of %,d pairs of a message and a peer that ran to the end",
                        percent(results.delivered(), results.due()), results.delivered(), results.due()),
                new Row("hops", format(results.hops(), "%.0f")),
                new Row("latency", format(results.latencyMillis(), "%.1f ms")),
                new Row("latency / link delay", format(results.latencyInDelays(), "%.1f")),
                row("sends per broadcast",
                        "%,.0f promptly, %,.0f later; flooding takes 2E-(N-1) = %,.0f, a tree N-1 = %,.0f",
                        results.mean(BroadcastResult::sends), results.mean(BroadcastResult::lateSends),
                        results.mean(BroadcastResult::floodSends), results.mean(BroadcastResult::treeSends)));
    }

    private static List<Row> failures(Results results) {
        return List.of(
                row("crashed", "%,d", results.crashed()),
                new Row("declared dead after", range(results.detectionSeconds(), "declarations by neighbors")),
                new Row("removed after", range(results.removalSeconds(), "removals by seeds")));
    }

    private static List<Row> overlay(Results results) {
        List<Row> rows = new ArrayList<>();
        rows.add(row("at the end", "%,d peers, %,d links", results.peersAtEnd(), results.linksAtEnd()));
        rows.add(row("components", "%,d", results.components()));
        rows.add(row("one-way links", "%,d", results.oneWayLinks()));
        rows.addAll(degrees("after the join", results.joined()));
        rows.addAll(degrees("at the end", results.ended()));
        return rows;
    }

    private static List<Row> degrees(String when, DegreeDistribution degrees) {
        return List.of(
                row("degrees " + when, "mean %.2f, max %d", degrees.mean(), degrees.max()),
                new Row("", degrees.fit().toString()));
    }

    private static String format(Percentiles values, String format) {
        return values.isEmpty() ? "none" : String.format(Locale.ROOT,
                "median " + format + ", 95 %% within " + format + ", max " + format,
                values.median(), values.p95(), values.max());
    }

    private static String range(Percentiles seconds, String unit) {
        return seconds.isEmpty() ? "never" : String.format(Locale.ROOT,
                "min %.1f s, median %.1f s, max %.1f s, of %,d %s",
                seconds.min(), seconds.median(), seconds.max(), seconds.count(), unit);
    }

    /** Formats a percentage, rounded down so that an incomplete delivery is never printed as 100 %. */
    public static String percent(long part, long whole) {
        return whole == 0 ? "n/a" : String.format(Locale.ROOT, "%.3f %%", Math.floor(100_000.0 * part / whole) / 1000);
    }

    private static Row row(String label, String format, Object... values) {
        return new Row(label, String.format(Locale.ROOT, format, values));
    }
}
