package gossip.experiment;

import gossip.stats.GoodnessOfFit;
import gossip.stats.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results in words and rounded numbers, for people. */
final class ResultsSummary {

    /** A few lines under one heading. */
    record Section(String title, List<Row> rows) {}

    /** One figure. */
    record Row(String label, String value) {}

    private ResultsSummary() {}

    static List<Section> of(Results results) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Broadcasts", results.messages().isEmpty() ? none() : broadcasts(results)));
        if (results.crashed() > 0) {
            sections.add(new Section("Failures", failures(results)));
        }
        sections.add(new Section("False alarms", List.of(
                row("false deaths", "%,d verdicts of neighbors on peers that lived", results.falseDeaths()),
                row("false removals", "%,d at seeds, of peers that lived", results.falseRemovals()))));
        sections.add(new Section("Overlay", overlay(results)));
        sections.add(new Section("Simulation", List.of(
                row("virtual time", "%.1f s", results.virtualSeconds()),
                row("events", "%,d", results.events()))));
        return sections;
    }

    private static List<Row> none() {
        return List.of(new Row("messages", "none"));
    }

    private static List<Row> broadcasts(Results results) {
        Percentiles delays = results.latencyInDelays();
        return List.of(
                row("messages", "%,d", results.messages().size()),
                row("delivery", "%s, %,d of %,d pairs of a message and a peer alive to the end",
                        percent(results.delivered(), results.due()), results.delivered(), results.due()),
                new Row("hops", format(results.hops(), "%.0f", "")),
                new Row("latency", format(results.latencyMillis(), "%.1f", " ms")),
                new Row("latency / link delay", format(delays, "%.1f", "")),
                row("sends a broadcast", "%,.0f at once, %,.0f later; flooding takes 2E-(N-1) = %,.0f, a tree N-1 = %,.0f",
                        results.sends(), results.lateSends(), results.floodSends(), results.treeSends()));
    }

    private static List<Row> failures(Results results) {
        return List.of(
                row("crashed", "%,d", results.crashed()),
                new Row("found dead after", range(results.detectionSeconds(), "verdicts of neighbors")),
                new Row("removed after", range(results.removalSeconds(), "removals at seeds")));
    }

    private static List<Row> overlay(Results results) {
        List<Row> rows = new ArrayList<>();
        rows.add(row("in the end", "%,d peers, %,d links", results.peersAtEnd(), results.linksAtEnd()));
        rows.add(row("components", "%,d", results.components()));
        rows.add(row("one-way links", "%,d", results.oneWayLinks()));
        rows.addAll(degrees("after the join", results.joined()));
        rows.addAll(degrees("in the end", results.ended()));
        return rows;
    }

    private static List<Row> degrees(String when, DegreeDistribution degrees) {
        GoodnessOfFit fit = degrees.fit();
        return List.of(
                row("degrees " + when, "mean %.2f, max %d", degrees.mean(), degrees.max()),
                row("", "exponent %.2f, D*sqrt(N) %.2f, Vuong z %.2f: %s", fit.law().exponent(), fit.scaledDistance(),
                        fit.vuong(), verdict(fit)));
    }

    static String verdict(GoodnessOfFit fit) {
        return switch (fit.verdict()) {
            case POWER_LAW -> "a power law";
            case NOT_A_POWER_LAW -> "not the power law";
            case TOO_FEW -> "too few peers to tell";
        };
    }

    private static String format(Percentiles spread, String form, String unit) {
        String each = form + unit;
        return spread.isEmpty() ? "none" : String.format(Locale.ROOT,
                "median " + each + ", 95 %% within " + each + ", max " + each, spread.median(), spread.p95(), spread.max());
    }

    private static String range(Percentiles seconds, String of) {
        return seconds.isEmpty() ? "never" : String.format(Locale.ROOT, "min %.1f s, median %.1f s, max %.1f s, of %,d %s",
                seconds.min(), seconds.median(), seconds.max(), seconds.count(), of);
    }

    /** Rounded down: 99.9999 % must not read as if all had arrived. */
    static String percent(long part, long whole) {
        return whole == 0 ? "n/a" : String.format(Locale.ROOT, "%.3f %%", Math.floor(100_000.0 * part / whole) / 1000);
    }

    private static Row row(String label, String form, Object... values) {
        return new Row(label, String.format(Locale.ROOT, form, values));
    }
}
