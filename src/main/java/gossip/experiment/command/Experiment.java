package gossip.experiment.command;

import gossip.experiment.ExperimentConfig;
import gossip.experiment.ExperimentOptions;
import gossip.experiment.ExperimentRun;
import gossip.experiment.Progress;
import gossip.experiment.Results;
import gossip.experiment.RunCost;
import gossip.experiment.metrics.EventSink;
import gossip.experiment.overlay.Graph;
import gossip.experiment.report.Comparison;
import gossip.experiment.report.ComparisonPage;
import gossip.experiment.report.CsvReport;
import gossip.experiment.report.EventCsv;
import gossip.experiment.report.HtmlReport;
import gossip.experiment.report.RunFigures;
import gossip.experiment.report.SummaryFigures;
import gossip.experiment.report.TextReport;
import gossip.files.FileErrors;
import gossip.node.ProtocolRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that simulates a network in virtual time and reports the results. */
@Command(name = "experiment", sortOptions = false, subcommands = PresetCommand.class,
        description = {
            "Simulates a network in virtual time. It runs the same peers and seeds as on sockets, on simulated links."
                + " The same options give the same results.",
            "The run begins when all peers have joined. Peers are killed half way through the run. After the run, the"
                + " simulation goes on for the time of --closing, so that the last messages arrive and the killed peers"
                + " are detected.",
            "Example, the reach of flood and prune by loss, with error bars: scripts/experiment.sh --peers 300"
                + " --origins 1 --sweep loss=0,5,10,20 --sweep dissemination=flood,prune --repeat 5 --html loss.html",
            "src/docs/experiments.md defines each figure."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the experiment has run", "1:a file cannot be written", "2:an option cannot be used"})
public final class Experiment implements Callable<Integer> {

    /** A system property that is true if standard error is a terminal. The script sets it. */
    private static final String TERMINAL = "gossip.terminal";
    private static final int MAX_SWEEPS = 2;
    private static final int MAX_RUNS = 10_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentOptions options;

    @Option(names = "--repeat", paramLabel = "N", defaultValue = "1",
            description = "Number of runs with different random seeds, counted up from --random-seed. Prints means with"
                    + " 95%% confidence intervals. Default: ${DEFAULT-VALUE}.")
    private int repeat;

    @Option(names = "--sweep", paramLabel = "OPTION=A,B,..", converter = Sweep.Converter.class,
            description = "Runs with each value of an option, such as loss=0,5,10; at most twice, for all"
                    + " combinations.")
    private List<Sweep> sweeps = new ArrayList<>();

    @Option(names = "--figures", paramLabel = "NAME,..", split = ",", hideParamSyntax = true,
            defaultValue = "reach_10,reach_50,delivery,latency_median_ms,redundancy_mean",
            description = "Figures that --repeat and --sweep print and draw. reach_K: share of the peers that a"
                    + " message reaches within K mean link delays, here 1, 3, 10 or 50. delivery: the share at the"
                    + " end, after repair. The CSV file has all figures. An unknown name lists them."
                    + " Default: ${DEFAULT-VALUE}.")
    private List<String> figures;

    @Option(names = "--jobs", paramLabel = "N", description = "Number of runs at a time. It does not change the"
            + " results. Default: the number of processors.")
    private Optional<Integer> jobs;

    @Option(names = "--csv", paramLabel = "FILE",
            description = "Write the results to a CSV file: a row for each message, then rows of totals. With --repeat"
                    + " or --sweep: a row for each run and figure.")
    private Optional<Path> csv;

    @Option(names = "--html", paramLabel = "FILE",
            description = "Write a report with charts to an HTML file that needs no other file. With --repeat or"
                    + " --sweep: a chart with error bars for each of --figures.")
    private Optional<Path> html;

    @Mixin
    private ExportOptions exports;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ExperimentConfig config = check(options::config);
        requireWritable(files());
        require(jobs.orElse(1) > 0, "--jobs must be 1 or more, not " + jobs.orElse(1));
        RunCost cost = new RunCost();
        Progress progress = new Progress(System.err, Boolean.getBoolean(TERMINAL));
        if (repeat == 1 && sweeps.isEmpty()) {
            Results results = run(config, progress, cost);
            progress.end();
            write(exports.coverage, ExportOptions.coverageText(results));
            write(csv, CsvReport.of(results));
            write(html, HtmlReport.of(results));
            print(TextReport.of(results));
        } else {
            require(exports.files().isEmpty(), "exports are for a single run, without --repeat and --sweep");
            Comparison comparison = compare(config, progress);
            progress.end();
            write(csv, comparison.csv());
            write(html, ComparisonPage.of(comparison, figures));
            print(List.of("Experiments " + comparison.arguments(), ""));
            print(comparison.table(figures));
        }
        spec.commandLine().getErr().println(cost);
        return 0;
    }

    private Results run(ExperimentConfig config, Progress progress, RunCost cost) throws IOException {
        AtomicReference<Graph> graph = new AtomicReference<>();
        try (Writer events = exports.events.isPresent()
                ? Files.newBufferedWriter(exports.events.get()) : Writer.nullWriter()) {
            EventSink sink = exports.events.isPresent() ? new EventCsv(events) : EventSink.NONE;
            Results results = new ExperimentRun(config, progress, cost, ProtocolRules.STANDARD, sink,
                    overlay -> exports.overlay.ifPresent(file -> graph.set(overlay.get()))).run();
            if (exports.overlay.isPresent()) {
                write(exports.overlay, exports.overlayText(graph.get()));
            }
            return results;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Comparison compare(ExperimentConfig config, Progress progress) throws InterruptedException {
        require(repeat >= 1 && sweeps.size() <= MAX_SWEEPS, "--repeat takes 1 or more, --sweep is given at most twice");
        requireKnownFigures();
        List<List<String>> combinations = combinations();
        require(combinations.size() * (long) repeat <= MAX_RUNS, "more than " + MAX_RUNS + " runs");
        List<String> given = GivenOptions.of(spec.commandLine().getParseResult());
        List<ExperimentConfig> configs = new ArrayList<>();
        for (List<String> values : combinations) {
            List<String> arguments = new ArrayList<>(given);
            for (int i = 0; i < values.size(); i++) {
                arguments.add("--" + sweeps.get(i).option() + "=" + values.get(i));
            }
            for (int i = 0; i < repeat; i++) {
                long randomSeed = config.randomSeed() + i;
                configs.add(check(() -> ExperimentOptions.parse(arguments)).withRandomSeed(randomSeed));
            }
        }
        List<SequencedMap<String, Double>> numbers = new ParallelRuns(
                jobs.orElse(Runtime.getRuntime().availableProcessors()), progress)
                .run(configs, SummaryFigures::numbers);
        List<RunFigures> runs = new ArrayList<>();
        for (int i = 0; i < configs.size(); i++) {
            runs.add(new RunFigures(combinations.get(i / repeat), configs.get(i).randomSeed(), numbers.get(i)));
        }
        String arguments = config + sweeps.stream().map(sweep -> " " + sweep).collect(Collectors.joining())
                + " --repeat " + repeat;
        return new Comparison(arguments, sweeps.stream().map(Sweep::option).toList(), runs);
    }

    /** Finds out the names by a short run before all others. */
    private void requireKnownFigures() throws InterruptedException {
        List<ExperimentConfig> tiny =
                List.of(ExperimentOptions.parse(List.of("--peers=2", "--messages=0", "--duration=1s")));
        Set<String> names = new ParallelRuns(1, Progress.silent())
                .run(tiny, results -> SummaryFigures.of(results).keySet()).getFirst();
        figures.forEach(figure -> require(names.contains(figure),
                "--figures: " + figure + " is none of " + String.join(", ", names)));
    }

    /** Returns all combinations of the swept values; one empty combination without a sweep. */
    private List<List<String>> combinations() {
        List<List<String>> combinations = List.of(List.of());
        for (Sweep sweep : sweeps) {
            combinations = combinations.stream().flatMap(before -> sweep.values().stream().map(value -> {
                List<String> longer = new ArrayList<>(before);
                longer.add(value);
                return List.copyOf(longer);
            })).toList();
        }
        return combinations;
    }

    private <T> T check(Supplier<T> values) {
        try {
            return values.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    /** Returns the files to write, each with its option. */
    private Map<String, Path> files() {
        Map<String, Path> files = new TreeMap<>(exports.files());
        csv.ifPresent(file -> files.put("--csv", file));
        html.ifPresent(file -> files.put("--html", file));
        return files;
    }

    /** Checks before the simulation, which may take minutes. */
    private static void requireWritable(Map<String, Path> files) throws IOException {
        for (Map.Entry<String, Path> option : files.entrySet()) {
            Path file = option.getValue();
            Path folder = file.toAbsolutePath().getParent();
            boolean writable = Files.exists(file) ? Files.isRegularFile(file) && Files.isWritable(file)
                    : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
            if (!writable) {
                throw new IOException(option.getKey() + ": " + file
                        + " cannot be written; name a file in a folder that you may write");
            }
        }
    }

    private static void write(Optional<Path> file, String content) throws IOException {
        if (file.isPresent()) {
            try {
                Files.writeString(file.get(), content);
            } catch (IOException e) {
                throw new IOException(file.get() + " cannot be written: " + FileErrors.reason(file.get(), e), e);
            }
        }
    }

    private void print(List<String> lines) {
        lines.forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
    }
}
