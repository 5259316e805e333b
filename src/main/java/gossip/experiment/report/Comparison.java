package gossip.experiment.report;

import gossip.stats.MeanInterval;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Several runs that differ in their random seed and in the values of swept options.
 *
 * @param arguments the options that all runs share
 * @param options the names of the swept options, none if the runs are only repetitions
 * @param runs the runs; those with the same values are repetitions of each other
 */
public record Comparison(String arguments, List<String> options, List<RunFigures> runs) {

    /** Returns the combinations of values, in the order of the runs. */
    public SequencedSet<List<String>> combinations() {
        return runs.stream().map(RunFigures::values).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns the mean of a figure over the repetitions that have it; empty if none has. */
    public Optional<MeanInterval> mean(List<String> values, String figure) {
        double[] numbers = runs.stream().filter(run -> run.values().equals(values) && run.figures().containsKey(figure))
                .mapToDouble(run -> run.figures().get(figure)).toArray();
        return numbers.length == 0 ? Optional.empty() : Optional.of(MeanInterval.of(numbers));
    }

    /** Returns a tidy CSV file: one line for each run and figure. Columns: the options, random-seed, figure, value. */
    public String csv() {
        List<String> lines = new ArrayList<>();
        lines.add(row(options, "random-seed", "figure", "value"));
        runs.forEach(run -> run.figures().forEach(
                (figure, value) -> lines.add(row(run.values(), run.randomSeed(), figure, value))));
        return String.join("\n", lines) + "\n";
    }

    private static String row(List<String> values, Object... more) {
        return Stream.concat(values.stream(), Stream.of(more)).map(CsvReport::text).collect(Collectors.joining(","));
    }

    /** Returns a table of means with the half widths of their 95 % intervals, one line for each combination. */
    public List<String> table(List<String> figures) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(options);
        head.add("runs");
        head.addAll(figures);
        rows.add(head);
        for (List<String> values : combinations()) {
            List<String> row = new ArrayList<>(values);
            row.add(Long.toString(runs.stream().filter(run -> run.values().equals(values)).count()));
            figures.forEach(figure -> row.add(mean(values, figure).map(MeanInterval::toString).orElse("none")));
            rows.add(row);
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int index = column;
                int width = rows.stream().mapToInt(other -> other.get(index).length()).max().orElse(0);
                line.append(row.get(column)).append(" ".repeat(width - row.get(column).length() + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
