package gossip.experiment.scenario;

import gossip.cli.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The failures and the churn of an experiment.
 *
 * @param crash what a crash does to connections
 * @param kill the nodes that crash half way through the run
 * @param churn the peers that crash and are replaced during the run
 * @param partition how long the network is cut into two halves, from the start of the run; zero for no partition
 * @param events further events
 * @param files the files from which {@code events} and {@code sessions} were read, as options
 * @param sessions peers that start and crash at given times
 */
public record Scenario(
        CrashKind crash, Target kill, Churn churn, Duration partition, List<ScenarioEvent> events, List<String> files,
        List<Session> sessions) {

    /** Returns all events, those of {@code kill} and {@code partition} included, without those of churn. */
    public List<ScenarioEvent> allEvents(Duration run) {
        List<ScenarioEvent> all = new ArrayList<>();
        if (!partition.isZero()) {
            all.add(new ScenarioEvent(Duration.ZERO, new ScenarioAction.Partition(List.of(50.0, 50.0))));
            all.add(new ScenarioEvent(partition, new ScenarioAction.Heal()));
        }
        if (!kill.isNone()) {
            all.add(new ScenarioEvent(run.dividedBy(2), new ScenarioAction.Kill(kill)));
        }
        all.addAll(events);
        return all;
    }

    /** Returns the options that give this scenario. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--churn", churn.toString(), "--crash", crash.toString(),
                "--kill", kill.toString()));
        if (!partition.isZero()) {
            arguments.addAll(List.of("--partition", Durations.format(partition)));
        }
        if (files.isEmpty() || !files.contains("--scenario")) {
            events.forEach(event -> arguments.addAll(List.of("--at", event.toString())));
        }
        arguments.addAll(files);
        return arguments;
    }
}
