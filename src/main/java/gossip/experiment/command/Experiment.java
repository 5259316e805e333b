package gossip.experiment.command;

import gossip.experiment.ExperimentConfig;
import gossip.experiment.ExperimentOptions;
import gossip.experiment.ExperimentRun;
import gossip.experiment.Progress;
import gossip.experiment.Results;
import gossip.experiment.RunCost;
import gossip.experiment.report.CsvReport;
import gossip.experiment.report.HtmlReport;
import gossip.experiment.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentOptions options;

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
        try {
            return options.config();
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
