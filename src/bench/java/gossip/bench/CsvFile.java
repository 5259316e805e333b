package gossip.bench;

import java.util.ArrayList;
import java.util.List;

/** The results as comma-separated values, one line for each measured value or failure. */
final class CsvFile {

    private CsvFile() {}

    static List<String> lines(BenchResults results) {
        List<String> lines = new ArrayList<>(List.of(
                "workload,nodes,configuration,contender,measure,unit,run,value,failure"));
        for (Row row : results.rows()) {
            for (Contender contender : Contender.values()) {
                String start = row.workload() + "," + row.nodes() + ","
                        + row.workload().configuration() + "," + contender.id() + ",\"" + row.metric().title()
                        + "\"," + row.metric().unit() + ",";
                List<Double> values = results.values(row, contender);
                for (int run = 0; run < values.size(); run++) {
                    lines.add(start + (run + 1) + "," + values.get(run) + ",");
                }
                if (values.isEmpty()) {
                    results.failure(row, contender)
                            .ifPresent(reason -> lines.add(start + ",,\"" + reason.replace("\"", "\"\"") + "\""));
                }
            }
        }
        return lines;
    }
}
