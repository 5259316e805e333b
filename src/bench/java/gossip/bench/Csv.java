package gossip.bench;

import java.util.ArrayList;
import java.util.List;

/** Every single measurement, for other tools. */
final class Csv {

    private Csv() {}

    static List<String> lines(BenchResults results) {
        List<String> lines = new ArrayList<>(List.of("workload,nodes,contender,measure,unit,run,value,failure"));
        for (Row row : results.rows()) {
            for (Contestant contestant : Contestant.values()) {
                String start = row.workload() + "," + row.nodes() + "," + contestant.id() + ",\"" + row.metric().title()
                        + "\"," + row.metric().unit() + ",";
                List<Double> values = results.values(row, contestant);
                for (int run = 0; run < values.size(); run++) {
                    lines.add(start + (run + 1) + "," + values.get(run) + ",");
                }
                if (values.isEmpty()) {
                    results.failure(row, contestant)
                            .ifPresent(reason -> lines.add(start + ",,\"" + reason.replace("\"", "\"\"") + "\""));
                }
            }
        }
        return lines;
    }
}
