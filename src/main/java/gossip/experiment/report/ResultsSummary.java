package gossip.experiment.report;

import gossip.chart.HtmlPage.Row;
import gossip.experiment.DegreeDistribution;
import gossip.experiment.Results;
import gossip.experiment.metrics.BroadcastResult;
import gossip.experiment.metrics.LoadDistribution;
import gossip.stats.Percentiles;
import gossip.text.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The results as labeled, rounded figures for people. */
public final class ResultsSummary {

    /** Some figures under a heading. */
    public record Section(String title, List<Row> rows) {}

    private ResultsSummary() {}

    public static List<Section> of(Results results) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Start", List.of(joined(results))));
        sections.add(new Section("Broadcasts", broadcasts(results)));
        if (results.crashed() > 0) {
            sections.add(new Section("Failures", failures(results)));
        }
        sections.add(new Section("False alarms", List.of(
                row("false deaths", "%,d times a neighbor declared a running peer dead", results.falseDeaths()),
                row("false removals", "%,d times a seed removed a running peer", results.falseRemovals()))));
        sections.add(new Section("Overlay", overlay(results)));
        sections.add(new Section(String.format(Locale.ROOT, "Traffic in %.0f s from the start of the run",
                results.trafficSeconds()), traffic(results)));
        sections.add(new Section("Simulation", List.of(
                row("virtual time", "%.1f s", results.virtualSeconds()),
                row("events", "%,d", results.events()))));
        return sections;
    }

    private static List<Row> broadcasts(Results results) {
        List<BroadcastResult> messages = results.messages();
        if (messages.isEmpty()) {
            return List.of(new Row("messages", "none"));
        }
        List<Row> rows = new ArrayList<>(List.of(
                row("messages", "%,d, of which %,d at the moment of a failure", messages.size(),
                        results.atFailure().size()),
                row("delivery", "%s, %,d of %,d pairs of a message and a peer that ran to the end",
                        percent(results.delivered(), results.due()), results.delivered(), results.due()),
                new Row("reach", reach(results, messages))));
        if (!results.atFailure().isEmpty()) {
            rows.add(new Row("reach at a failure", reach(results, results.atFailure())));
        }
        rows.addAll(List.of(
                new Row("hops", format(results.hops(), "%.0f")),
                row("last delivery hop", "mean %.1f", mean(messages, message -> message.hops().max())),
                row("latency", "%s; %,d pairs without delivery are not in it",
                        format(results.latencyMillis(), "%.1f ms"), results.due() - results.delivered()),
                new Row("latency / link delay", format(results.latencyInDelays(), "%.1f")),
                row("sends per broadcast", "%,.0f at once, %,.0f later", mean(messages, BroadcastResult::sends),
                        mean(messages, BroadcastResult::lateSends)),
                row("redundancy (RMR)", "%.2f", mean(messages, BroadcastResult::redundancy)),
                new Row("flooding", flooding(results)),
                new Row("load of peers", load(results.peerLoad())),
                new Row("load of links", load(results.linkLoad()))));
        return rows;
    }

    private static String reach(Results results, List<BroadcastResult> messages) {
        long due = Results.sum(messages, BroadcastResult::due);
        double delayMillis = results.config().network().meanDelayNanos() / 1e6;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Results.REACH_DELAYS.size(); i++) {
            int delays = Results.REACH_DELAYS.get(i);
            text.append(String.format(Locale.ROOT, "%s within %.0f ms%s, ", percent(Results.reached(messages, i), due),
                    delays * delayMillis, delays == Results.AT_ONCE_DELAYS ? " (at once)" : ""));
        }
        return text + percent(Results.sum(messages, BroadcastResult::delivered), due) + " at the end";
    }

    private static String flooding(Results results) {
        List<BroadcastResult> messages = results.comparable();
        return messages.isEmpty()
                ? "no broadcast reached all over an unchanged overlay, so 2E-(N-1) applies to none"
                : String.format(Locale.ROOT, "takes 2E-(N-1) = %,.0f sends, a tree N-1 = %,.0f, these took %,.0f; over"
                        + " the %,d of %,d broadcasts that reached all over an unchanged overlay",
                        mean(messages, BroadcastResult::floodSends), mean(messages, BroadcastResult::treeSends),
                        mean(messages, BroadcastResult::sends), messages.size(), results.messages().size());
    }

    private static String load(LoadDistribution load) {
        return load.top().isEmpty() ? "none" : String.format(Locale.ROOT,
                "the most loaded 1 %% send %.1f %% of the GOSSIP messages; max %,d, mean %,.1f",
                100 * load.top().getAsDouble(), load.max(), load.mean());
    }

    private static double mean(List<BroadcastResult> messages, ToDoubleFunction<BroadcastResult> figure) {
        return Results.mean(messages, figure).orElse(0);
    }

    private static List<Row> failures(Results results) {
        return List.of(
                row("crashed", "%,d", results.crashed()),
                row("verdicts", "%,d given of %,d due by neighbors, %,d of %,d by seeds", results.verdicts().given(),
                        results.verdicts().due(), results.verdicts().removals(), results.verdicts().removalsDue()),
                new Row("declared dead after", range(results.detectionSeconds(), "declarations by neighbors")),
                new Row("removed after", range(results.removalSeconds(), "removals by seeds")));
    }

    private static List<Row> traffic(Results results) {
        return results.traffic().entrySet().stream().map(entry -> new Row(entry.getKey(),
                Counts.grouped(entry.getValue().messages(), "message") + ", "
                        + Counts.grouped(entry.getValue().bytes(), "byte"))).toList();
    }

    private static Row joined(Results results) {
        boolean all = results.joinedPeers() >= results.started();
        return row("joined", "%,d of %,d peers when the run began%s", results.joinedPeers(), results.started(),
                all ? "" : "; WARNING: the figures below are those of a network that is not complete");
    }

    private static List<Row> overlay(Results results) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("at the end",
                Counts.grouped(results.peersAtEnd(), "peer") + ", " + Counts.grouped(results.linksAtEnd(), "link")));
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
