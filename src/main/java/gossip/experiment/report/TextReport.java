package gossip.experiment.report;

import gossip.experiment.Results;
import java.util.ArrayList;
import java.util.List;

/** The summary as lines of text in two columns, labels and figures. */
public final class TextReport {

    private TextReport() {}

    public static List<String> of(Results results) {
        List<ResultsSummary.Section> sections = ResultsSummary.of(results);
        int width = sections.stream().flatMap(section -> section.rows().stream())
                .mapToInt(row -> row.label().length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add("Experiment " + results.config());
        for (ResultsSummary.Section section : sections) {
            lines.add("");
            lines.add(section.title());
            section.rows().forEach(row ->
                    lines.add("  " + row.label() + " ".repeat(width + 2 - row.label().length()) + row.value()));
        }
        return lines;
    }
}
