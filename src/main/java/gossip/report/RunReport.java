package gossip.report;

import gossip.cli.Durations;
import gossip.files.FileErrors;
import gossip.text.PrintableText;
import gossip.tool.client.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that reads the event log of a run, reports what happened, and checks it. */
@Command(name = "report", sortOptions = false,
        description = "Reads the event log of a run, reports what happened, and checks it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every check passes", "1:a check fails, or the page cannot be written",
            "2:the log or an option cannot be used"})
public final class RunReport implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Event log, such as outputfile.txt, or one of each"
            + " host. It may be compressed (.gz), in UTF-16, or have a prefix on each line. Its rotated files FILE.1 to"
            + " FILE.3 are read, too. If the logs hold several runs, the last one is reported.")
    private List<Path> files;

    @Option(names = "--seeds", paramLabel = "N", description = "Check that N seeds started.")
    private Optional<Integer> seeds;

    @Option(names = "--peers", paramLabel = "N", description = "Check that N peers started.")
    private Optional<Integer> peers;

    @Option(names = "--killed", paramLabel = "ADDRESS",
            description = "Address of a peer that was killed on purpose, as host:port. May be repeated."
                    + " Default: the peers that stopped before the end of the run.")
    private Set<String> killed = Set.of();

    @Option(names = "--heartbeat", paramLabel = "TIME", defaultValue = "13s", converter = Durations.Converter.class,
            description = "The --ping-interval of the peers. Default: ${DEFAULT-VALUE}.")
    private Duration heartbeat;

    @Option(names = "--misses", paramLabel = "N", defaultValue = "3",
            description = "The --ping-misses of the peers. Default: ${DEFAULT-VALUE}.")
    private int misses;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Writes a page with charts, too.")
    private Optional<Path> html = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Run run = run();
        if (run.events() == 0) {
            throw usageError("no events in " + files.stream().map(Path::toString).collect(Collectors.joining(", "))
                    + (run.skippedLines() == 0 ? "" : "; lines not understood: " + run.skippedLines())
                    + "; name files of --output or a console, as text or compressed by gzip");
        }
        RunAnalysis analysis = RunAnalysis.of(run, expectations());
        List<Check> checks = Check.of(analysis);
        PrintWriter out = spec.commandLine().getOut();
        if (html.isPresent()) write(html.get(), ReportPage.of(analysis, checks));
        if (json) {
            out.println(Json.of(ReportDocument.of(analysis, checks)));
        } else {
            print(analysis, checks, out);
        }
        out.flush();
        return checks.stream().allMatch(Check::holds) ? 0 : 1;
    }

    private static void write(Path file, String page) throws IOException {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new IOException(
                    "--html: " + file + " cannot be written; name a file in a folder that you may write", e);
        }
    }

    private static void print(RunAnalysis analysis, List<Check> checks, PrintWriter out) {
        RunSummary.of(analysis).forEach(line -> out.println(PrintableText.of(line)));
        out.println();
        out.println("Checks");
        checks.forEach(check -> out.println("  " + PrintableText.of(check.toString())));
    }

    private Expectations expectations() {
        if (misses < 1) throw usageError("--misses must be 1 or more, not " + misses);
        if (seeds.orElse(0) < 0) throw usageError("--seeds must be 0 or more, not " + seeds.get());
        if (peers.orElse(0) < 0) throw usageError("--peers must be 0 or more, not " + peers.get());
        return new Expectations(seeds, peers, Set.copyOf(killed), heartbeat, misses);
    }

    private Run run() {
        for (Path file : files) {
            if (Files.isDirectory(file)) throw usageError(file + " is a directory, not a log file");
            if (Files.notExists(file)) throw usageError(file + " does not exist");
        }
        try {
            for (Path file : files) {
                if (html.isPresent() && Files.exists(html.get()) && Files.isSameFile(file, html.get())) {
                    throw usageError("--html: " + html.get() + " is the log; name another file");
                }
            }
            return RunReader.read(files);
        } catch (IOException e) {
            throw usageError("a log cannot be read: " + FileErrors.describe(e));
        }
    }

    private ParameterException usageError(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
