package gossip.experiment.command;

import gossip.cli.CountOrPercent;
import gossip.cli.Durations;
import gossip.experiment.Churn;
import gossip.experiment.ExperimentConfig;
import gossip.experiment.ExperimentRun;
import gossip.experiment.Progress;
import gossip.experiment.Results;
import gossip.experiment.RunCost;
import gossip.experiment.StartPattern;
import gossip.experiment.network.LinkDelay;
import gossip.experiment.report.CsvReport;
import gossip.experiment.report.HtmlReport;
import gossip.experiment.report.TextReport;
import gossip.peer.broadcast.Dissemination;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that simulates a network in virtual time and reports the results. */
@Command(name = "experiment", sortOptions = false,
        description = {
            "Simulates a network in virtual time. It runs the same peers and seeds as on sockets, on simulated links."
                + " The same options give the same results.",
            "The run begins when all peers have joined. Peers are killed half way through the run. After the run, five"
                + " heartbeats are simulated, so that the last messages arrive and the killed peers are detected."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the experiment has run", "1:a file cannot be written", "2:an option cannot be used"})
public final class Experiment implements Callable<Integer> {

    /** A system property that is true if standard error is a terminal. The script sets it. */
    private static final String TERMINAL = "gossip.terminal";
    /** Above this number of peers, other defaults keep an experiment short. */
    private static final int MANY_PEERS = 5000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--peers", paramLabel = "N", defaultValue = "1000",
            description = "Number of peers. Default: ${DEFAULT-VALUE}.")
    private int peers;

    @Option(names = "--links", paramLabel = "M", defaultValue = "2",
            description = "Number of neighbors that a joining peer chooses. Default: ${DEFAULT-VALUE}.")
    private int links;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3",
            description = "Number of seeds. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(names = "--start", paramLabel = "PATTERN", converter = StartPattern.Converter.class,
            description = "When the peers start. once: all at the same time. second: spread over one second."
                    + " one-by-one: each when the one before has joined. one-by-one/RATE: RATE peers per second."
                    + " Default: second, or one-by-one/500 above 5000 peers.")
    private Optional<StartPattern> start;

    @Option(names = "--churn", paramLabel = "PERCENT[/TIME]", defaultValue = "0", converter = Churn.Converter.class,
            description = "Percentage of the peers that crash and are replaced in the run, or in each TIME, evenly"
                    + " spread. Default: ${DEFAULT-VALUE}.")
    private Churn churn;

    @Option(names = "--loss", paramLabel = "PERCENT", defaultValue = "0",
            converter = CountOrPercent.PercentConverter.class,
            description = "Percentage of PING and GOSSIP messages that are lost. Default: ${DEFAULT-VALUE}.")
    private CountOrPercent loss;

    @Option(names = "--delay", paramLabel = "TIME..TIME", defaultValue = "1ms..5ms",
            converter = LinkDelay.Converter.class,
            description = "Delay of a link, uniformly distributed. Default: ${DEFAULT-VALUE}.")
    private LinkDelay delay;

    @Option(names = "--partition", paramLabel = "TIME", converter = Durations.Converter.class,
            description = "How long two halves of the network are separated, from the beginning of the run."
                    + " Default: no partition.")
    private Optional<Duration> partition;

    @Option(names = "--kill", paramLabel = "N|PERCENT%", defaultValue = "0", converter = CountOrPercent.Converter.class,
            description = "Number or percentage of peers that crash at the same time. Default: ${DEFAULT-VALUE}.")
    private CountOrPercent kill;

    @Option(names = "--messages", paramLabel = "N", defaultValue = "20", description = "Number of broadcasts, evenly"
            + " spread over the run. A random living peer publishes each. Default: ${DEFAULT-VALUE}.")
    private int messages;

    @Option(names = "--duration", paramLabel = "TIME", converter = Durations.Converter.class,
            description = "Duration of the run in virtual time. Default: 5m, or 1m above 5000 peers.")
    private Optional<Duration> duration;

    @Option(names = "--ping-interval", paramLabel = "TIME", defaultValue = "13s",
            converter = Durations.Converter.class,
            description = "Time between two PINGs to a neighbor. Default: ${DEFAULT-VALUE}.")
    private Duration pingInterval;

    @Option(names = "--dissemination", paramLabel = "flood|prune", defaultValue = "flood",
            description = "How messages spread. flood: over every link. prune: over a tree for each origin."
                    + " Default: ${DEFAULT-VALUE}.")
    private Dissemination dissemination;

    @Option(names = "--random-seed", paramLabel = "N", defaultValue = "42",
            description = "Seed of the random numbers. Another seed gives another run. Default: ${DEFAULT-VALUE}.")
    private long randomSeed;

    @Option(names = "--csv", paramLabel = "FILE",
            description = "Write the results to a CSV file: a row for each message, then rows of totals.")
    private Optional<Path> csv;

    @Option(names = "--html", paramLabel = "FILE",
            description = "Write a report with charts to an HTML file that needs no other file.")
    private Optional<Path> html;

    @Override
    public Integer call() throws IOException {
        ExperimentConfig config = config();
        if (csv.isPresent()) {
            requireWritable("--csv", csv.get());
        }
        if (html.isPresent()) {
            requireWritable("--html", html.get());
        }
        RunCost cost = new RunCost();
        Progress progress = new Progress(System.err, Boolean.getBoolean(TERMINAL));
        Results results = new ExperimentRun(config, progress, cost).run();
        progress.end();
        if (csv.isPresent()) {
            write(csv.get(), CsvReport.of(results));
        }
        if (html.isPresent()) {
            write(html.get(), HtmlReport.of(results));
        }
        PrintWriter out = spec.commandLine().getOut();
        TextReport.of(results).forEach(out::println);
        out.flush();
        spec.commandLine().getErr().println(cost);
        return 0;
    }

    private ExperimentConfig config() {
        boolean many = peers > MANY_PEERS;
        try {
            return new ExperimentConfig(peers, links, seeds,
                    start.orElse(many ? StartPattern.FAST_RATE : StartPattern.SECOND), churn, loss, delay,
                    partition.orElse(Duration.ZERO), kill, messages, duration.orElse(Duration.ofMinutes(many ? 1 : 5)),
                    pingInterval, dissemination, randomSeed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Checks before the simulation, which may take minutes. */
    private static void requireWritable(String option, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        boolean writable = Files.exists(file) ? Files.isRegularFile(file) && Files.isWritable(file)
                : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
        if (!writable) {
            throw new IOException(
                    option + ": " + file + " cannot be written; name a file in a folder that you may write");
        }
    }

    private static void write(Path file, String content) throws IOException {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new IOException(file + " cannot be written: " + e, e);
        }
    }
}
