package gossip.report;

import gossip.cli.Durations;
import gossip.cli.Launcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what happened in a run and checks it. */
@Command(name = "report", sortOptions = false,
        description = "Reads the event log of a run, says what happened in it, and checks that it was right.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every check holds", "1:a check does not hold", "2:the log or an option cannot be used"})
public final class RunReport implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The log, such as outputfile.txt; its last run counts.")
    private Path file;

    @Option(names = "--seeds", paramLabel = "N", description = "Check that so many seeds started.")
    private Optional<Integer> seeds;

    @Option(names = "--peers", paramLabel = "N", description = "Check that so many peers started.")
    private Optional<Integer> peers;

    @Option(names = "--killed", paramLabel = "ADDRESS", description =
            "A peer killed on purpose, as host:port; repeatable (default: those that stopped in the midst of the run).")
    private Set<String> killed = Set.of();

    @Option(names = "--heartbeat", paramLabel = "TIME", defaultValue = "13s", converter = Durations.Converter.class,
            description = "The peers' --ping-interval (default: ${DEFAULT-VALUE}).")
    private Duration heartbeat;

    @Option(names = "--misses", paramLabel = "N", defaultValue = "3",
            description = "The peers' --ping-misses (default: ${DEFAULT-VALUE}).")
    private int misses;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    /** Returns the command line of the report. */
    public static CommandLine commandLine() {
        return Launcher.commandLine(new RunReport());
    }

    @Override
    public Integer call() {
        RunAnalysis found = RunAnalysis.of(run(), rules());
        List<Check> checks = Check.of(found);
        PrintWriter out = spec.commandLine().getOut();
        RunSummary.of(found).forEach(line -> out.println(printable(line)));
        out.println();
        out.println("Checks");
        checks.forEach(check -> out.println("  " + printable(check.toString())));
        out.flush();
        return checks.stream().allMatch(Check::holds) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Expectations rules() {
        if (heartbeat.isZero() || heartbeat.isNegative()) throw wrong("--heartbeat must be longer than zero");
        if (misses < 1) throw wrong("--misses must be 1 or more, not " + misses);
        return new Expectations(seeds, peers, Set.copyOf(killed), heartbeat, misses);
    }

    private Run run() {
        if (Files.isDirectory(file)) throw wrong(file + " is a directory, not a log file");
        if (Files.notExists(file)) throw wrong(file + " does not exist");
        try {
            return RunReader.read(file);
        } catch (IOException unreadable) {
            throw wrong(file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Addresses in the log may be a stranger's text: it must not steer the terminal. */
    private static String printable(String line) {
        return line.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
