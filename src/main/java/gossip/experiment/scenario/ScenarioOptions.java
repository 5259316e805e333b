package gossip.experiment.scenario;

import gossip.cli.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of failures and churn. */
public final class ScenarioOptions {

    @Option(names = "--crash", paramLabel = "fin|silent", defaultValue = "fin",
            description = "How peers crash. fin: the process ends and its connections are closed. silent: nothing"
                    + " closes them and nothing answers. Default: ${DEFAULT-VALUE}.")
    private CrashKind crash;

    @Option(names = "--kill", paramLabel = "TARGET", defaultValue = "0", converter = Target.Converter.class,
            description = "Nodes that crash at the same time, half way through the run. TARGET is a number or"
                    + " percentage of random peers (20, 5%%), or hubs:5%%, random:5%% or seeds:1."
                    + " Default: ${DEFAULT-VALUE}.")
    private Target kill;

    @Option(names = "--at", paramLabel = "'TIME ACTION'", converter = ScenarioEvent.Converter.class,
            description = "Action at a time of the run; repeatable. ACTION is kill TARGET, pause TARGET TIME, partition"
                    + " A/B/.. (sizes of the parts), one-way TARGET (nothing they send arrives), heal, join N or churn"
                    + " N|PERCENT%% TIME.")
    private List<ScenarioEvent> events = new ArrayList<>();

    @Option(names = "--scenario", paramLabel = "FILE", description = "File with a line 'TIME ACTION' for each action.")
    private Optional<Path> scenario;

    @Option(names = "--partition", paramLabel = "TIME", converter = Durations.Converter.class,
            description = "How long two halves of the network are separated, from the beginning of the run."
                    + " Default: no partition.")
    private Optional<Duration> partition;

    @Option(names = "--churn", paramLabel = "PERCENT[/TIME]", defaultValue = "0", converter = Churn.Converter.class,
            description = "Percentage of the peers that crash and are replaced in the run, or in each TIME, evenly"
                    + " spread. Default: ${DEFAULT-VALUE}.")
    private Churn churn;

    @Option(names = "--churn-trace", paramLabel = "FILE", description = "File with a line 'JOIN LEAVE' for each further"
            + " peer: seconds from the start of the run; LEAVE may be missing.")
    private Optional<Path> trace;

    /** @throws IllegalArgumentException if a file cannot be used; the message names it */
    public Scenario scenario() {
        List<ScenarioEvent> all = new ArrayList<>(events);
        List<String> files = new ArrayList<>();
        if (scenario.isPresent()) {
            events.forEach(event -> files.addAll(List.of("--at", event.toString())));
            files.addAll(List.of("--scenario", scenario.get().toString()));
            all.addAll(ScenarioEvent.read(scenario.get()));
        }
        trace.ifPresent(file -> files.addAll(List.of("--churn-trace", file.toString())));
        return new Scenario(crash, kill, churn, partition.orElse(Duration.ZERO), List.copyOf(all), files,
                trace.map(Session::read).orElse(List.of()));
    }
}
