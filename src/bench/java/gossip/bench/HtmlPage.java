package gossip.bench;

import gossip.chart.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results as one HTML page with tables and charts, without references to other files. */
final class HtmlPage {

    private static final String HEAD = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>gossip: benchmark</title>
            <meta name="viewport" content="width=device-width">
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; color: #222; max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums }
            th, td { text-align: left; padding: .15rem .8rem .15rem 0; border-bottom: 1px solid #ddd; white-space: nowrap }
            td.x { font-weight: 600 } td.better { color: #17663a } td.worse { color: #a32020 }
            h2 { margin: 2.5rem 0 0 } h3 { margin: 1.2rem 0 .2rem; font-size: 1rem }
            .scroll { overflow-x: auto }
            </style></head><body>
            """;

    private final BenchResults results;

    private final List<Contender> others;

    private HtmlPage(BenchResults results, List<Contender> others) {
        this.results = results;
        this.others = others;
    }

    static String of(BenchResults results, List<Contender> others, List<String> notes) {
        HtmlPage page = new HtmlPage(results, others);
        return HEAD + "<h1>This program compared with "
                + Xml.escape(others.stream().map(Contender::title).collect(Collectors.joining(", "))) + "</h1>\n"
                + notes.stream().map(note -> "<p>" + Xml.escape(note) + "</p>\n").collect(Collectors.joining())
                + page.charts() + "<h2>All figures</h2>\n" + page.table() + "</body></html>\n";
    }

    private String charts() {
        StringBuilder html = new StringBuilder();
        for (Workload workload : Workload.values()) {
            List<Metric> metrics = MetricCharts.metrics(results, workload);
            if (!metrics.isEmpty()) {
                html.append("<h2>").append(workload).append("</h2>\n<p>").append(Xml.escape(workload.description()))
                        .append("</p>\n");
                metrics.forEach(metric -> html.append(chart(workload, metric)));
            }
        }
        return html.toString();
    }

    private String chart(Workload workload, Metric metric) {
        String unit = metric.unit().isEmpty() ? "" : ", " + metric.unit();
        return "<h3>" + Xml.escape(metric.title() + unit) + "</h3>\n" + MetricCharts.svg(results, workload, metric);
    }

    private String table() {
        Stream<String> titles = Stream.concat(
                Stream.of("workload", "nodes", "metric", "unit", Contender.GOSSIP.title(), Contender.PRUNE.title()),
                others.stream().flatMap(other -> Stream.of(other.title(), "x", "prune x")));
        return "<div class=\"scroll\"><table>\n<tr>"
                + titles.map(title -> "<th>" + title + "</th>").collect(Collectors.joining()) + "</tr>\n"
                + results.rows().stream().map(this::line).collect(Collectors.joining()) + "</table></div>\n";
    }

    private String line(Row row) {
        List<String> cells = new ArrayList<>(List.of(
                plain(row.workload().toString()), plain(String.valueOf(row.nodes())), plain(row.metric().title()),
                plain(row.metric().unit()), plain(results.text(row, Contender.GOSSIP)),
                plain(results.text(row, Contender.PRUNE))));
        for (Contender other : others) {
            cells.add(plain(results.text(row, other)));
            cells.add(advantage(row, Contender.GOSSIP, other));
            cells.add(advantage(row, Contender.PRUNE, other));
        }
        return "<tr>" + String.join("", cells) + "</tr>\n";
    }

    private String advantage(Row row, Contender own, Contender other) {
        String kind = results.advantage(row, own, other).map(times -> times >= 1 ? "better" : "worse").orElse("");
        return "<td class=\"x " + kind + "\">" + TextTable.advantage(results, row, own, other) + "</td>";
    }

    private static String plain(String text) {
        return "<td>" + Xml.escape(text) + "</td>";
    }
}
