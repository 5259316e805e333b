package gossip.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results as a table of text lines. */
final class TextTable {

    private static final String START = "%-4s %5s  %-23s %-4s  %-21s  %-21s";
    private static final String OTHER = "  %-21s %5s %5s";

    private TextTable() {}

    /** @param others the contenders with columns of their own, besides the first two */
    static String header(List<Contender> others) {
        List<Object> fields = new ArrayList<>(List.of(
                "work", "nodes", "metric", "", Contender.GOSSIP.title(), Contender.PRUNE.title()));
        for (Contender other : others) {
            fields.addAll(List.of(other.title(), "x", "prune"));
        }
        return line(fields);
    }

    static String line(BenchResults results, Row row, List<Contender> others) {
        List<Object> fields = new ArrayList<>(List.of(
                row.workload(), String.valueOf(row.nodes()), row.metric().title(), row.metric().unit(),
                results.text(row, Contender.GOSSIP), results.text(row, Contender.PRUNE)));
        for (Contender other : others) {
            fields.add(results.text(row, other));
            fields.add(advantage(results, row, Contender.GOSSIP, other));
            fields.add(advantage(results, row, Contender.PRUNE, other));
        }
        return line(fields);
    }

    static String advantage(BenchResults results, Row row, Contender own, Contender other) {
        return results.advantage(row, own, other).map(Metric::show).orElse("");
    }

    private static String line(List<Object> fields) {
        String format = START + OTHER.repeat((fields.size() - 6) / 3);
        return String.format(Locale.ROOT, format, fields.toArray()).stripTrailing();
    }

    static List<String> legend(BenchResults results) {
        return results.rows().stream().map(Row::workload).distinct()
                .map(workload -> workload + ": " + workload.description()).toList();
    }
}
