package gossip.experiment;

import gossip.cli.Durations;
import gossip.cli.Launcher;
import gossip.peer.broadcast.Dissemination;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tries a network out in virtual time and says what happened in it. */
@Command(name = "experiment", sortOptions = false,
        description = {"Tries a network of your own in virtual time: the peers and seeds that run on sockets, on simulated"
                + " links. The same options give the same numbers.",
            "All join and settle, then the run begins; after it, five heartbeats let the last messages arrive and the"
                + " dead be found. Peers are killed half way through the run."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it has run", "1:a file cannot be written", "2:an option cannot be used"})
public final class Experiment implements Callable<Integer> {

    /** Set by the script, which can see what standard error is. */
    private static final String TERMINAL = "gossip.terminal";
    private static final int MANY_PEERS = 5000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--peers", paramLabel = "N", defaultValue = "1000",
            description = "How many peers (default: ${DEFAULT-VALUE}).")
    private int peers;

    @Option(names = "--links", paramLabel = "M", defaultValue = "2",
            description = "Neighbors that a newcomer chooses (default: ${DEFAULT-VALUE}).")
    private int links;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3",
            description = "How many seeds (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--start", paramLabel = "PACE", description = "How the peers come: once, all at the same time;"
            + " second, within one; one-by-one, each when the one before has joined; one-by-one/RATE, so many a second"
            + " (default: second; one-by-one/500 above 5000 peers).")
    private Optional<StartPattern> start;

    @Option(names = "--churn", paramLabel = "PERCENT[/TIME]", defaultValue = "0", description = "So many of the peers"
            + " crash and are replaced, evenly spread: in the run, or in each TIME (default: ${DEFAULT-VALUE}).")
    private Churn churn;

    @Option(names = "--loss", paramLabel = "PERCENT", defaultValue = "0",
            description = "So many PINGs and GOSSIP lines are lost (default: ${DEFAULT-VALUE}).")
    private Percent loss;

    @Option(names = "--delay", paramLabel = "TIME..TIME", defaultValue = "1ms..5ms",
            description = "Of a link, evenly spread (default: ${DEFAULT-VALUE}).")
    private LinkDelay delay;

    @Option(names = "--partition", paramLabel = "TIME", converter = Durations.Converter.class,
            description = "Halves of the network are cut from each other for so long, from the beginning of the run.")
    private Optional<Duration> partition;

    @Option(names = "--kill", paramLabel = "N|PERCENT%", defaultValue = "0",
            description = "So many peers crash at once, or such a share (default: ${DEFAULT-VALUE}).")
    private CountOrPercent kill;

    @Option(names = "--messages", paramLabel = "N", defaultValue = "20", description = "Broadcasts, evenly spread over"
            + " the run, each by a random living peer (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Option(names = "--duration", paramLabel = "TIME", converter = Durations.Converter.class,
            description = "Of the run, in virtual time (default: 5m; 1m above 5000 peers).")
    private Optional<Duration> duration;

    @Option(names = "--ping-interval", paramLabel = "TIME", defaultValue = "13s", converter = Durations.Converter.class,
            description = "The heartbeat (default: ${DEFAULT-VALUE}).")
    private Duration pingInterval;

    @Option(names = "--dissemination", paramLabel = "flood|prune", defaultValue = "flood",
            description = "How messages spread: over every link, or over a tree for each origin (default: ${DEFAULT-VALUE}).")
    private Dissemination dissemination;

    @Option(names = "--random-seed", paramLabel = "N", defaultValue = "42",
            description = "Another one, another course of events (default: ${DEFAULT-VALUE}).")
    private long randomSeed;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write a row for each message, then rows of figures.")
    private Optional<Path> csv;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a report with charts, one page by itself.")
    private Optional<Path> html;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    /** Returns the command line with the converters of its options. */
    public static CommandLine commandLine() {
        return Launcher.commandLine(new Experiment())
                .registerConverter(StartPattern.class, Launcher.converter(StartPattern::parse))
                .registerConverter(Churn.class, Launcher.converter(Churn::parse))
                .registerConverter(Percent.class,
                        Launcher.converter(text -> new Percent(CountOrPercent.parsePercent(text))))
                .registerConverter(LinkDelay.class, Launcher.converter(LinkDelay::parse))
                .registerConverter(CountOrPercent.class, Launcher.converter(CountOrPercent::parse));
    }

    private record Percent(CountOrPercent share) {}

    @Override
    public Integer call() throws IOException {
        ExperimentConfig config = plan();
        csv.ifPresent(file -> requireWritable("--csv", file));
        html.ifPresent(file -> requireWritable("--html", file));
        RunCost cost = new RunCost();
        Progress progress = new Progress(System.err, Boolean.getBoolean(TERMINAL));
        Results results = new ExperimentRun(config, progress, cost).run();
        progress.end();
        if (csv.isPresent()) {
            Files.writeString(csv.get(), CsvReport.of(results));
        }
        if (html.isPresent()) {
            Files.writeString(html.get(), HtmlReport.of(results));
        }
        PrintWriter out = spec.commandLine().getOut();
        TextReport.of(results).forEach(out::println);
        out.flush();
        spec.commandLine().getErr().println(cost);
        return CommandLine.ExitCode.OK;
    }

    private ExperimentConfig plan() {
        try {
            boolean many = peers > MANY_PEERS;
            return new ExperimentConfig(peers, links, seeds, start.orElse(many ? StartPattern.STEEP : StartPattern.SECOND), churn, loss.share(),
                    delay, partition.orElse(Duration.ZERO), kill, messages,
                    duration.orElse(Duration.ofMinutes(many ? 1 : 5)), pingInterval, dissemination,
                    randomSeed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Known before minutes have been spent. */
    private void requireWritable(String option, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        boolean writable = Files.exists(file) ? Files.isRegularFile(file) && Files.isWritable(file)
                : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
        if (!writable) {
            throw new ParameterException(spec.commandLine(),
                    "Invalid value for option '" + option + "': " + file + " cannot be written");
        }
    }
}
