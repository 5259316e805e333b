package gossip.report;

import gossip.chart.Axis;
import gossip.chart.Chart;
import gossip.chart.HtmlPage;
import gossip.chart.Series;
import gossip.chart.Series.Point;
import gossip.text.Counts;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The report as an HTML page with charts. */
final class ReportPage {

    /** Points of a curve, enough for a smooth line. */
    private static final int CURVE_POINTS = 200;

    private ReportPage() {}

    static String of(RunAnalysis analysis, List<Check> checks) {
        Delivery delivery = analysis.delivery();
        Load load = analysis.run().load();
        HtmlPage page = new HtmlPage("Report of a run");
        page.tile(Formats.percent(delivery.delivered(), delivery.due()), "delivered");
        page.tile(Formats.millis(delivery.convergence().all().median()), "until all peers had a message, median");
        page.tile(String.format(Locale.ROOT, "%.2f", load.redundancy()), "copies for each first reception");
        page.tile(checks.stream().filter(Check::holds).count() + " of " + checks.size(),
                checks.size() == 1 ? "check holds" : "checks hold");
        List<Double> latencies = latencies(analysis.run());
        if (!latencies.isEmpty()) {
            page.figure(curve(latencies), "The share of the first receptions by that time, without peers that started"
                    + " after the message.");
        }
        page.figure(overTime(analysis.run()), "First receptions in each second of the run.");
        page.figure(degrees(analysis.degrees()), "Neighbors of each peer before any failure.");
        page.figure(load(load), "Copies that each peer sent, the busiest peer first.");
        page.section("Summary", rows(RunSummary.of(analysis)));
        page.section("Checks", checks.stream()
                .map(check -> new HtmlPage.Row(check.result().name(), check.text())).toList());
        page.section("Peers", load.busiest().stream().map(peer -> new HtmlPage.Row(load.label(peer.address()),
                Counts.of(peer.copiesSent(), "copy") + " sent, " + Counts.of(peer.bytesSent(), "byte") + " of text, "
                        + Counts.of(peer.received(), "message") + " received, " + peer.generated() + " generated"))
                .toList());
        page.section("Links", load.links().stream().map(link -> new HtmlPage.Row(load.label(link.one()) + " - "
                + load.label(link.other()), Counts.of(link.firstCopies(), "first copy"))).toList());
        return page.html();
    }

    /** Splits the lines of the summary into labels and values. Headings have no value. */
    private static List<HtmlPage.Row> rows(List<String> lines) {
        return lines.stream().filter(line -> !line.isBlank()).map(line -> {
            String[] parts = line.strip().split(" {2,}", 2);
            return new HtmlPage.Row(line.startsWith("   ") ? "" : parts[0],
                    line.startsWith("   ") ? line.strip() : parts.length > 1 ? parts[1] : "");
        }).toList();
    }

    /** Returns the latencies in milliseconds, sorted, without those of peers that started after the message. */
    private static List<Double> latencies(Run run) {
        List<Double> latencies = new ArrayList<>();
        run.generated().forEach((id, message) -> run.receptions().getOrDefault(id, List.of()).stream()
                .filter(reception -> !run.instances().get(reception.instance()).started().isAfter(message.at()))
                .forEach(reception -> latencies.add(
                        (double) Duration.between(message.at(), reception.at()).toMillis())));
        Collections.sort(latencies);
        return latencies;
    }

    private static Chart curve(List<Double> latencies) {
        int count = latencies.size();
        List<Point> points = new ArrayList<>();
        for (int i = 0; i <= CURVE_POINTS; i++) {
            int index = (int) ((long) (count - 1) * i / CURVE_POINTS);
            points.add(new Point(latencies.get(index), 100.0 * (index + 1) / count));
        }
        return new Chart("Delivery over time", Axis.linear("time since generation (ms)", 0, latencies.getLast()),
                Axis.linear("received (%)", 0, 100),
                List.of(new Series("received", Series.Style.LINE, points)), List.of());
    }

    private static Chart overTime(Run run) {
        Instant start = run.first().map(OffsetDateTime::toInstant).orElse(Instant.EPOCH);
        TreeMap<Long, Long> seconds = new TreeMap<>();
        run.receptions().values().forEach(all -> all.forEach(reception ->
                seconds.merge(Math.max(0, Duration.between(start, reception.at()).toSeconds()), 1L, Long::sum)));
        List<Point> points = seconds.entrySet().stream().map(it -> new Point(it.getKey(), it.getValue())).toList();
        return chart("Receptions over time", "time since the start (s)", "receptions per second", points,
                Series.Style.DOTS);
    }

    private static Chart degrees(DegreeHistogram degrees) {
        List<Point> points = degrees.histogram().entrySet().stream()
                .map(it -> new Point(it.getKey(), it.getValue())).toList();
        return chart("Degrees", "neighbors", "peers", points, Series.Style.BARS);
    }

    private static Chart load(Load load) {
        List<Load.PeerLoad> peers = load.busiest();
        List<Point> points = IntStream.range(0, peers.size())
                .mapToObj(i -> new Point(i + 1.0, peers.get(i).copiesSent())).toList();
        return chart("Load of the peers", "peer, by its load", "copies sent", points, Series.Style.BARS);
    }

    private static Chart chart(String title, String x, String y, List<Point> points, Series.Style style) {
        double maxX = points.stream().mapToDouble(Point::x).max().orElse(1) + 1;
        double maxY = points.stream().mapToDouble(Point::y).max().orElse(1) * 1.05;
        return new Chart(title, Axis.linear(x, 0, maxX), Axis.linear(y, 0, maxY),
                List.of(new Series(y, style, points)), List.of());
    }
}
