package gossip.experiment.command;

import gossip.experiment.ExperimentConfig;
import gossip.experiment.ExperimentOptions;
import gossip.experiment.Progress;
import gossip.experiment.Results;
import gossip.experiment.preset.Measure;
import gossip.experiment.preset.Preset;
import gossip.experiment.preset.Presets;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that runs a published evaluation and prints its figures beside those of this program. */
@Command(name = "preset", sortOptions = false,
        description = "Runs a published evaluation at its parameters and prints the published figures beside the"
            + " measured ones, with the source and what differs.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the preset has run", "1:a figure is worse than a published bound", "2:no such preset"})
final class PresetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    /** The values of the parameter, for the help. */
    private static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Names() {
            super(Presets.all().stream().map(Preset::name).toList());
        }
    }

    @Parameters(paramLabel = "NAME", completionCandidates = Names.class,
            description = "Name of a preset: ${COMPLETION-CANDIDATES}; or list, which prints their sources.")
    private String name;

    @Option(names = "--jobs", paramLabel = "N",
            description = "Number of runs at a time. Default: the number of processors.")
    private Optional<Integer> jobs;

    @Option(names = "--reduced", description = "Run a smaller network for a shorter time, to try the preset.")
    private boolean reduced;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (name.equals("list")) {
            Presets.all().forEach(preset -> out.printf("%-12s %s%n", preset.name(), preset.source()));
            return 0;
        }
        if (jobs.orElse(1) < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs must be 1 or more, not " + jobs.get());
        }
        Preset preset = Presets.find(name).orElseThrow(() -> new ParameterException(spec.commandLine(),
                "'" + name + "' is not list or one of "
                        + Presets.all().stream().map(Preset::name).collect(Collectors.joining(", "))));
        List<ExperimentConfig> configs = preset.cases().stream().map(this::config).toList();
        boolean worse = false;
        List<List<Double>> figures = new ParallelRuns(jobs.orElse(Runtime.getRuntime().availableProcessors()),
                new Progress(System.err, false)).run(configs, results -> figures(preset, configs, results));
        out.println("Preset " + preset.name() + (reduced ? ", reduced" : ""));
        out.println("Source: " + preset.source());
        out.println("Differs: " + preset.differs());
        out.printf("%n%-18s %-30s %-36s %-10s%n", "case", "figure", "published", "measured");
        for (int i = 0; i < configs.size(); i++) {
            Preset.Case run = preset.cases().get(i);
            for (int j = 0; j < run.measures().size(); j++) {
                Measure measure = run.measures().get(j);
                String verdict = measure.verdict(figures.get(i).get(j));
                worse |= verdict.equals("worse");
                out.println(String.format("%-18s %-30s %-36s %-10s %s", run.name(), measure.name(), measure.published(),
                        Measure.number(figures.get(i).get(j)), verdict).stripTrailing());
            }
        }
        out.println();
        configs.forEach(config -> out.println(config));
        out.flush();
        return worse ? 1 : 0;
    }

    private ExperimentConfig config(Preset.Case run) {
        List<String> options = new ArrayList<>(run.options());
        if (reduced) {
            options.addAll(run.reduced());
        }
        return ExperimentOptions.parse(options);
    }

    /** Computes the figures of the case that has this configuration. */
    private static List<Double> figures(Preset preset, List<ExperimentConfig> configs, Results results) {
        return preset.cases().get(configs.indexOf(results.config())).measures().stream()
                .map(measure -> measure.figure().applyAsDouble(results)).toList();
    }
}
