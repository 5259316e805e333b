package gossip.bench;

import java.util.List;
import java.util.Locale;

/** A chart for each workload and what is measured in it. */
final class Charts {

    private Charts() {}

    /** Of which there is something to see. */
    static List<Metric> metrics(BenchResults results, Workload workload) {
        return workload.metrics().stream().filter(metric -> !rows(results, workload, metric).isEmpty()).toList();
    }

    static String svg(BenchResults results, Workload workload, Metric metric) {
        return Bars.svg(results, rows(results, workload, metric));
    }

    /** Such as {@code w1-last-median.svg}. */
    static String file(Workload workload, Metric metric) {
        return (workload + "-" + metric.name().replace('_', '-') + ".svg").toLowerCase(Locale.ROOT);
    }

    private static List<Row> rows(BenchResults results, Workload workload, Metric metric) {
        return results.rows().stream().filter(row -> row.workload() == workload && row.metric() == metric).toList();
    }
}
