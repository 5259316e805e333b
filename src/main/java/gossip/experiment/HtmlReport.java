package gossip.experiment;

import gossip.chart.Xml;
import gossip.stats.GoodnessOfFit;
import java.util.Locale;

/** The results as one HTML page with charts and tables, for light and dark screens and for paper. */
final class HtmlReport {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="UTF-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <title>Gossip experiment</title>
            <style>
            :root { --paper: #fbfaf8; --card: #ffffff; --ink: #1d2430; --faint: #5d6776; --rule: #e2e3e6;
              --one: #1f6fb4; --two: #c4541b; }
            @media (prefers-color-scheme: dark) {
              :root { --paper: #14171c; --card: #1c2027; --ink: #e8eaee; --faint: #a2abb8; --rule: #343a44;
                --one: #6db3ef; --two: #f0965f; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--paper); color: var(--ink);
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
            main { max-width: 1160px; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
            h1 { font-size: 1.9rem; margin: 0 0 .25rem; letter-spacing: -.01em; }
            h2 { font-size: 1.05rem; margin: 0 0 .5rem; }
            code { display: block; font: .85rem/1.5 ui-monospace, "DejaVu Sans Mono", Consolas, monospace;
              color: var(--faint); overflow-wrap: anywhere; }
            .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: .9rem; margin: 1.6rem 0; }
            .tile, figure, section { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; }
            .tile { padding: .8rem 1rem; }
            .tile b { display: block; font-size: 1.45rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
            .tile span { color: var(--faint); font-size: .85rem; }
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(480px, 100%), 1fr)); gap: .9rem; }
            figure { margin: 0; padding: 1rem 1rem .8rem; break-inside: avoid; }
            figcaption { color: var(--faint); font-size: .85rem; }
            section { padding: 1rem 1.1rem; margin-top: .9rem; overflow-x: auto; break-inside: avoid; }
            table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums; }
            th, td { text-align: left; padding: .3rem 1rem .3rem 0; border-top: 1px solid var(--rule); vertical-align: top; }
            tr:first-child > * { border-top: 0; }
            th { width: 15rem; font-weight: 500; color: var(--faint); }
            svg { display: block; width: 100%; height: auto; }
            svg text { fill: var(--ink); font-size: 13px; }
            svg .tick { fill: var(--faint); font-size: 12px; }
            svg .grid { stroke: var(--rule); }
            svg .axis { stroke: var(--faint); fill: none; }
            svg .mark { stroke: var(--faint); stroke-dasharray: 4 4; }
            svg polyline { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
            svg .s0 circle, svg .s0 rect { fill: var(--one); }
            svg .s0 polyline { stroke: var(--one); }
            svg .s1 circle { fill: var(--two); }
            svg .s1 polyline { stroke: var(--two); }
            @media print { body { background: #fff; } }
            </style>
            </head>
            <body>
            <main>
            """;

    private final StringBuilder page = new StringBuilder(HEAD);

    private HtmlReport() {}

    static String of(Results results) {
        HtmlReport report = new HtmlReport();
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

    private void tiles(Results results) {
        add("<div class=\"tiles\">");
        tile(ResultsSummary.percent(results.delivered(), results.due()), "delivered");
        tile("%.0f", results.hops().median(), "hops, median");
        tile("%.1f ms", results.latencyMillis().median(), "latency, median");
        double floodSends = results.mean(BroadcastResult::floodSends);
        tile("%.2f", floodSends == 0 ? 0 : results.mean(BroadcastResult::sends) / floodSends,
                "sends, relative to flooding");
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
