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

/** The command that runs the benchmark. It measures all chosen cells, prints the table and writes the files. */
@Command(name = "bench.sh", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Measures this program, JGroups, ScaleCube and nodes that only flood, and compares them.")
final class Bench implements Callable<Integer> {

    @Option(names = "--quick", description = "fewer sizes, workloads and runs: under 3 minutes instead of 30")
    private boolean quick;

    @Option(names = "--runs", defaultValue = "3", paramLabel = "N",
            description = "measured runs of each cell; the short floods get 2N+1 (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--only", split = ",", paramLabel = "NAME", converter = ContenderConverter.class,
            description = {"only these contenders: gossip, prune, jgroups, floor, scalecube;",
                "together with --workload and --nodes also this program with --tls: tls;",
                "with --data: data;",
                "and with --tls --signed, by the type of the keys: signed-ec, signed-ed25519, signed-rsa"})
    private List<Contender> only = Contender.PLANNED;

    @Option(names = "--workload", split = ",", paramLabel = "W",
            description = "only these workloads: ${COMPLETION-CANDIDATES}")
    private List<Workload> workloads = List.of();

    @Option(names = "--nodes", split = ",", paramLabel = "N",
            description = "only these sizes; together with --workload also cells that are not planned")
    private List<Integer> sizes = List.of();

    @Option(names = "--connections", paramLabel = "N",
            description = "measures instead what each of N connections costs, without and with TLS, by type of key")
    private int connections;

    @Option(names = "--heap", defaultValue = "6g", paramLabel = "SIZE",
            description = "maximum heap of the JVM of each network (default: ${DEFAULT-VALUE})")
    private String heap;

    @Option(names = "--output", defaultValue = "target/bench", paramLabel = "DIR",
            description = "directory of results.csv, index.html and the charts (default: ${DEFAULT-VALUE})")
    private Path output;

    private static final class ContenderConverter implements CommandLine.ITypeConverter<Contender> {
        @Override
        public Contender convert(String id) {
            try {
                return Contender.of(id);
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
        if (connections > 0) {
            ConnectionCost.print(connections, runs, output);
            return 0;
        }
        List<Cell> plan = quick ? BenchPlan.quick() : BenchPlan.full(runs);
        List<Cell> cells = BenchPlan.chosen(plan, only, workloads, sizes, runs);
        BenchResults results = new BenchResults();
        long start = System.nanoTime();
        CellRunner runner = new CellRunner(results, heap, output.resolve("children.log"), line ->
                System.err.printf("%4d s  %s%n", Duration.ofNanos(System.nanoTime() - start).toSeconds(), line));
        List<Contender> others = Contender.others(only);
        System.out.println(TextTable.header(others));
        for (Cell cell : cells) {
            runner.run(cell);
            results.rows().stream()
                    .filter(row -> row.workload() == cell.workload() && row.nodes() == cell.nodes())
                    .forEach(row -> System.out.println(TextTable.line(results, row, others)));
            write(results, others);
        }
        summarize(results, others);
        return 0;
    }

    /** Writes all files. Called after each cell, so that an interrupted benchmark leaves its results. */
    private void write(BenchResults results, List<Contender> others) throws IOException {
        Files.write(output.resolve("results.csv"), CsvFile.lines(results));
        Files.writeString(output.resolve("index.html"), HtmlPage.of(results, others, notes()));
        for (Workload workload : Workload.values()) {
            for (Metric metric : MetricCharts.metrics(results, workload)) {
                Path file = output.resolve(MetricCharts.file(workload, metric));
                Files.writeString(file, MetricCharts.svg(results, workload, metric));
            }
        }
    }

    private void summarize(BenchResults results, List<Contender> others) {
        System.out.println();
        System.out.println(TextTable.header(others));
        results.rows().forEach(row -> System.out.println(TextTable.line(results, row, others)));
        System.out.println();
        TextTable.legend(results).forEach(System.out::println);
        notes().forEach(System.out::println);
        System.out.println("Written: " + output.resolve("results.csv") + ", " + output.resolve("index.html")
                + ", and each chart as SVG");
    }

    private static List<String> notes() {
        List<String> notes = new ArrayList<>(CellRunner.notes());
        notes.add("On " + Runtime.getRuntime().availableProcessors() + " cores, Java " + Runtime.version().feature()
                + ", " + System.getProperty("os.name") + ".");
        return notes;
    }
}
