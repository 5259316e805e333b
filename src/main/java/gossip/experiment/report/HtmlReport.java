package gossip.experiment.report;

import gossip.chart.HtmlPage;
import gossip.experiment.Results;
import gossip.experiment.metrics.BroadcastResult;
import gossip.stats.GoodnessOfFit;
import java.util.Locale;

/** The results as one HTML page with charts and tables. */
public final class HtmlReport {

    private HtmlReport() {}

    public static String of(Results results) {
        HtmlPage page = new HtmlPage("Gossip experiment");
        page.command("scripts/experiment.sh " + results.config());
        tiles(page, results);
        ReportCharts.of(results).forEach(figure -> page.figure(figure.chart(), figure.caption()));
        ResultsSummary.of(results).forEach(section -> page.section(section.title(), section.rows()));
        return page.html();
    }

    private static void tiles(HtmlPage page, Results results) {
        page.tile(ResultsSummary.percent(results.delivered(), results.due()), "delivered");
        page.tile(format("%.0f", results.hops().median()), "hops, median");
        page.tile(format("%.1f ms", results.latencyMillis().median()), "latency, median");
        Results.mean(results.messages(), BroadcastResult::redundancy)
                .ifPresent(redundancy -> page.tile(format("%.2f", redundancy), "redundancy (RMR)"));
        if (!results.detectionSeconds().isEmpty()) {
            page.tile(format("%.1f s", results.detectionSeconds().median()), "from crash to detection, median");
        }
        GoodnessOfFit fit = results.ended().fit();
        page.tile(format("%.2f", fit.law().exponent()), "exponent: " + fit.verdict().text());
    }

    private static String format(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
