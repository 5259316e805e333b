package gossip.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole benchmark as a command. */
@Command(name = "bench.sh", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Puts this program and what one would take instead to the same work, and shows both.")
final class Bench implements Callable<Integer> {

    @Option(names = "--quick", description = "fewer sizes, workloads and runs: under 3 minutes, not 30")
    private boolean quick;

    @Option(names = "--runs", defaultValue = "3", paramLabel = "N",
            description = "runs that count, and one more than twice as many of the short floods (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--only", split = ",", paramLabel = "NAME", converter = ContestantOption.class,
            description = "of gossip, prune, jgroups, scalecube")
    private List<Contestant> only = List.of(Contestant.values());

    @Option(names = "--workload", split = ",", paramLabel = "W", description = "of ${COMPLETION-CANDIDATES}")
    private List<Workload> workloads = List.of();

    @Option(names = "--nodes", split = ",", paramLabel = "N", description = "with --workload: exactly this cell")
    private List<Integer> sizes = List.of();

    @Option(names = "--heap", defaultValue = "6g", paramLabel = "SIZE",
            description = "of each network's JVM, at most (default: ${DEFAULT-VALUE})")
    private String heap;

    @Option(names = "--output", defaultValue = "target/bench", paramLabel = "DIR",
            description = "where results.csv and index.html go (default: ${DEFAULT-VALUE})")
    private Path output;

    private static final class ContestantOption implements CommandLine.ITypeConverter<Contestant> {
        @Override
        public Contestant convert(String id) {
            try {
                return Contestant.of(id);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(e.getMessage());
            }
        }
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(output);
        List<Cell> cells = Plan.chosen(quick ? Plan.quick() : Plan.full(runs), only, workloads, sizes, runs);
        BenchResults results = new BenchResults();
        long began = System.nanoTime();
        CellRunner runner = new CellRunner(results, heap, output.resolve("children.log"),
                line -> System.err.printf("%4d s  %s%n", Duration.ofNanos(System.nanoTime() - began).toSeconds(), line));
        System.out.println(Table.header());
        for (Cell cell : cells) {
            runner.run(cell);
            results.rows().stream()
                    .filter(row -> row.workload() == cell.workload() && row.nodes() == cell.nodes())
                    .forEach(row -> System.out.println(Table.line(results, row)));
            write(results);
        }
        summarize(results);
        return 0;
    }

    /** After each cell, so that a run that is cut short is not for nothing. */
    private void write(BenchResults results) throws IOException {
        Files.write(output.resolve("results.csv"), Csv.lines(results));
        Files.writeString(output.resolve("index.html"), Page.of(results, notes()));
        for (Workload workload : Workload.values()) {
            for (Metric metric : Charts.metrics(results, workload)) {
                Files.writeString(output.resolve(Charts.file(workload, metric)), Charts.svg(results, workload, metric));
            }
        }
    }

    private void summarize(BenchResults results) {
        System.out.println();
        System.out.println(Table.header());
        results.rows().forEach(row -> System.out.println(Table.line(results, row)));
        System.out.println();
        Table.legend(results).forEach(System.out::println);
        notes().forEach(System.out::println);
        System.out.println("Written: " + output.resolve("results.csv") + ", " + output.resolve("index.html") + ", and each chart as SVG");
    }

    private static List<String> notes() {
        List<String> notes = new ArrayList<>(CellRunner.notes());
        notes.add("On " + Runtime.getRuntime().availableProcessors() + " cores, Java " + Runtime.version().feature()
                + ", " + System.getProperty("os.name") + ".");
        return notes;
    }
}
