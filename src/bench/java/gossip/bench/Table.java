package gossip.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results as lines of text, one below the other. */
final class Table {

    private static final String LINE = "%-4s %5s  %-24s %-5s  %-24s  %-24s %6s  %-24s %6s";

    private Table() {}

    static String header() {
        return line("work", "nodes", "what", "", Contestant.GOSSIP.title(), Contestant.JGROUPS.title(), "x",
                Contestant.SCALECUBE.title(), "x");
    }

    static String line(Results results, Row row) {
        List<Object> fields = new ArrayList<>(List.of(
                row.workload(), String.valueOf(row.nodes()), row.metric().title(), row.metric().unit(),
                results.text(row, Contestant.GOSSIP)));
        for (Contestant rival : List.of(Contestant.JGROUPS, Contestant.SCALECUBE)) {
            fields.add(results.text(row, rival));
            fields.add(advantage(results, row, rival));
        }
        return line(fields.toArray());
    }

    static String advantage(Results results, Row row, Contestant rival) {
        return results.advantage(row, rival).map(Metric::show).orElse("");
    }

    private static String line(Object... fields) {
        return String.format(Locale.ROOT, LINE, fields).stripTrailing();
    }

    static List<String> legend(Results results) {
        return results.rows().stream().map(Row::workload).distinct()
                .map(workload -> workload + ": " + workload.description()).toList();
    }
}
