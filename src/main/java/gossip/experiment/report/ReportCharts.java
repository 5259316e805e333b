package gossip.experiment.report;

import gossip.chart.Axis;
import gossip.chart.Chart;
import gossip.chart.Chart.Mark;
import gossip.chart.Series;
import gossip.chart.Series.Point;
import gossip.chart.Series.Style;
import gossip.experiment.DegreeDistribution;
import gossip.experiment.ExperimentConfig;
import gossip.experiment.Results;
import gossip.stats.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The charts of the HTML report. */
public final class ReportCharts {

    /** A chart with a caption that explains it. */
    public record Figure(Chart chart, String caption) {}

    /** If the maximum exceeds the median by this factor, a linear axis would be mostly empty. */
    private static final double LONG_TAIL = 8;

    private ReportCharts() {}

    public static List<Figure> of(Results results) {
        List<Figure> figures = new ArrayList<>();
        if (results.ended().fit().count() > 0) {
            figures.add(degrees(results));
        }
        if (!results.hops().isEmpty()) {
            figures.add(deliveryOverTime(results));
            figures.add(hops(results));
            figures.add(deliveryByMessage(results));
        }
        return figures;
    }

    private static Figure degrees(Results results) {
        DegreeDistribution degrees = results.ended();
        List<Point> observed = degrees.observed();
        double rarest = observed.getLast().y();
        Chart chart = new Chart("Degree distribution",
                Axis.logarithmic("degree k (neighbors)", degrees.fit().law().minDegree(), degrees.max() * 1.15),
                Axis.logarithmic("share of peers with k neighbors or more", rarest / 1.6, 1),
                List.of(new Series("peers at the end", Style.DOTS, observed),
                        new Series(String.format(Locale.ROOT, "fitted law, exponent %.2f",
                                degrees.fit().law().exponent()), Style.LINE, degrees.fitted())),
                List.of());
        return new Figure(chart, "Complementary cumulative distribution on logarithmic axes. A power law is nearly a"
                + " straight line. Verdict: " + degrees.fit().verdict().text() + ".");
    }

    private static Figure deliveryOverTime(Results results) {
        Percentiles latency = results.latencyMillis();
        boolean longTail = latency.max() > LONG_TAIL * latency.median();
        String label = "time since generation (ms)";
        List<Point> curve = new ArrayList<>();
        if (!longTail) {
            curve.add(new Point(0, 0));
        }
        results.deliveryCurve().forEach(point -> curve.add(new Point(point.x(), 100 * point.y())));
        Chart chart = new Chart("Delivery over time",
                longTail ? Axis.logarithmic(label, Math.max(0.001, latency.min()), latency.max())
                        : Axis.linear(label, 0, latency.max()),
                Axis.linear("delivered (% of due pairs)", 0, 100),
                List.of(new Series("delivered", Style.LINE, curve)), List.of());
        return new Figure(chart, "The share of the pairs of a message and a peer that ran to the end in which the peer"
                + " had received the message by then. Late deliveries were lost on a link or cut off by a partition,"
                + " and repaired by anti-entropy.");
    }

    private static Figure hops(Results results) {
        List<Point> bars = new ArrayList<>();
        double all = results.hops().count();
        results.hopsHistogram().forEach((hops, receptions) -> bars.add(new Point(hops, 100 * receptions / all)));
        Chart chart = new Chart("Hops",
                Axis.linear("links crossed (hops)", 0, results.hops().max() + 1),
                Axis.linear("receptions (%)", 0, bars.stream().mapToDouble(Point::y).max().orElse(1) * 1.05),
                List.of(new Series("receptions", Style.BARS, bars)), List.of());
        return new Figure(chart, "The number of links that the first received copy of a message had crossed.");
    }

    private static Figure deliveryByMessage(Results results) {
        ExperimentConfig config = results.config();
        List<Point> atEnd = new ArrayList<>();
        List<Point> atOnce = new ArrayList<>();
        results.messages().stream().filter(message -> message.due() > 0).forEach(message -> {
            atEnd.add(new Point(message.atSeconds(), 100 * message.delivery()));
            atOnce.add(new Point(message.atSeconds(), 100.0 * message.atOnce() / message.due()));
        });
        List<Mark> marks = config.scenario().allEvents(config.duration()).stream()
                .map(event -> new Mark(event.at().toNanos() / 1e9, event.action().toString())).toList();
        String prompt = String.format(Locale.ROOT, "within %.0f ms",
                Results.AT_ONCE_DELAYS * config.network().meanDelayNanos() / 1e6);
        Chart chart = new Chart("Delivery of each message",
                Axis.linear("time of generation, from the start of the run (s)", 0, config.duration().toNanos() / 1e9),
                Axis.linear("delivered (% of the due peers)", 0, 100),
                List.of(new Series(prompt, Style.DOTS, atOnce), new Series("at the end", Style.LINE, atEnd)), marks);
        return new Figure(chart, "Each message by the time of its generation: the share of the due peers that received"
                + " it at once (within " + Results.AT_ONCE_DELAYS + " mean link delays), and by the end.");
    }
}
