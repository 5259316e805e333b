package gossip.bench;

import java.util.List;
import java.util.Locale;

/** The charts of the results, one for each workload and metric. */
final class MetricCharts {

    private MetricCharts() {}

    /** Returns the metrics of a workload that have results. */
    static List<Metric> metrics(BenchResults results, Workload workload) {
        return workload.metrics().stream().filter(metric -> !rows(results, workload, metric).isEmpty()).toList();
    }

    static String svg(BenchResults results, Workload workload, Metric metric) {
        return BarChart.svg(results, rows(results, workload, metric));
    }

    /** Returns the file name of a chart, such as {@code w1-last-median.svg}. */
    static String file(Workload workload, Metric metric) {
        return (workload + "-" + metric.name().replace('_', '-') + ".svg").toLowerCase(Locale.ROOT);
    }

    private static List<Row> rows(BenchResults results, Workload workload, Metric metric) {
        return results.rows().stream().filter(row -> row.workload() == workload && row.metric() == metric).toList();
    }
}
