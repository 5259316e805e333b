package gossip.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results as lines of text, one below the other. */
final class Table {

    private static final String LINE = "%-4s %5s  %-23s %-4s  %-21s  %-21s  %-21s %5s %5s  %-21s %5s %5s";

    private Table() {}

    static String header() {
        List<Object> fields = new ArrayList<>(List.of(
                "work", "nodes", "what", "", Contestant.GOSSIP.title(), Contestant.PRUNE.title()));
        for (Contestant rival : Contestant.RIVALS) {
            fields.addAll(List.of(rival.title(), "x", "prune"));
        }
        return line(fields.toArray());
    }

    static String line(BenchResults results, Row row) {
        List<Object> fields = new ArrayList<>(List.of(
                row.workload(), String.valueOf(row.nodes()), row.metric().title(), row.metric().unit(),
                results.text(row, Contestant.GOSSIP), results.text(row, Contestant.PRUNE)));
        for (Contestant rival : Contestant.RIVALS) {
            fields.add(results.text(row, rival));
            fields.add(advantage(results, row, Contestant.GOSSIP, rival));
            fields.add(advantage(results, row, Contestant.PRUNE, rival));
        }
        return line(fields.toArray());
    }

    static String advantage(BenchResults results, Row row, Contestant ours, Contestant rival) {
        return results.advantage(row, ours, rival).map(Metric::show).orElse("");
    }

    private static String line(Object... fields) {
        return String.format(Locale.ROOT, LINE, fields).stripTrailing();
    }

    static List<String> legend(BenchResults results) {
        return results.rows().stream().map(Row::workload).distinct()
                .map(workload -> workload + ": " + workload.description()).toList();
    }
}
