package gossip.experiment.report;

import gossip.chart.Xml;
import gossip.experiment.Results;
import gossip.experiment.metrics.BroadcastResult;
import gossip.stats.GoodnessOfFit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The results as one HTML page with charts and tables, for light and dark screens and for paper. */
public final class HtmlReport {

    /** The beginning of the page, with its style sheet. */
    private static final String HEAD = "report-head.html";

    private final StringBuilder page = new StringBuilder();

    private HtmlReport() {}

    public static String of(Results results) {
        HtmlReport report = new HtmlReport();
        report.page.append(head());
        report.add("<h1>Gossip experiment</h1>");
        report.add("<code>scripts/experiment.sh " + Xml.escape(results.config().toString()) + "</code>");
        report.tiles(results);
        report.add("<div class=\"charts\">");
        ReportCharts.of(results).forEach(report::figure);
        report.add("</div>");
        ResultsSummary.of(results).forEach(report::section);
        report.add("</main>");
        report.add("</body>");
        report.add("</html>");
        return report.page.toString();
    }

    static String head() {
        try (InputStream in = HtmlReport.class.getResourceAsStream(HEAD)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tiles(Results results) {
        add("<div class=\"tiles\">");
        tile(ResultsSummary.percent(results.delivered(), results.due()), "delivered");
        tile("%.0f", results.hops().median(), "hops, median");
        tile("%.1f ms", results.latencyMillis().median(), "latency, median");
        Results.mean(results.messages(), BroadcastResult::redundancy)
                .ifPresent(redundancy -> tile("%.2f", redundancy, "redundancy (RMR)"));
        if (!results.detectionSeconds().isEmpty()) {
            tile("%.1f s", results.detectionSeconds().median(), "from crash to detection, median");
        }
        GoodnessOfFit fit = results.ended().fit();
        tile("%.2f", fit.law().exponent(), "exponent: " + fit.verdict().text());
        add("</div>");
    }

    private void tile(String format, double number, String label) {
        tile(String.format(Locale.ROOT, format, number), label);
    }

    private void tile(String figure, String label) {
        add("<div class=\"tile\"><b>" + Xml.escape(figure) + "</b><span>" + Xml.escape(label) + "</span></div>");
    }

    private void figure(ReportCharts.Figure figure) {
        add("<figure>");
        add("<h2>" + Xml.escape(figure.chart().title()) + "</h2>");
        add(figure.chart().svg().strip());
        add("<figcaption>" + Xml.escape(figure.caption()) + "</figcaption>");
        add("</figure>");
    }

    private void section(ResultsSummary.Section section) {
        add("<section>");
        add("<h2>" + Xml.escape(section.title()) + "</h2>");
        add("<table>");
        section.rows().forEach(row -> add("<tr><th scope=\"row\">" + Xml.escape(row.label()) + "</th><td>"
                + Xml.escape(row.value()) + "</td></tr>"));
        add("</table>");
        add("</section>");
    }

    private void add(String line) {
        page.append(line).append('\n');
    }
}
