package gossip.report;

import gossip.report.KilledPeer.Reaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The declarations and removals of peers that had not ended.
 *
 * @param falseDeaths those of peers that ran and were able to answer
 * @param silentPeers those of peers that logged nothing, so they hung
 */
record UnexpectedDeaths(List<Run.Departure> falseDeaths, List<SilentPeer> silentPeers) {

    /**
     * A peer that logged nothing for a while and was declared dead.
     *
     * @param since        the time of the last line before the silence
     * @param until        the time of the next line; empty if there is none
     * @param declarations the neighbors that declared it dead, in the order of time
     * @param removals     the seeds that removed it as dead, in the order of time
     */
    record SilentPeer(String address, Instant since, Optional<Instant> until, List<Reaction> declarations,
            List<Reaction> removals) {}

    private record Silence(int instance, Instant since) {}

    static UnexpectedDeaths of(Run run, InstanceStatuses statuses, Duration minSilence) {
        List<Run.Departure> falseDeaths = new ArrayList<>();
        Map<Silence, List<Run.Departure>> silences = new LinkedHashMap<>();
        for (Run.Departure departure : run.departures()) {
            if (departure.kind() == Run.DepartureKind.LEFT) continue;
            Optional<Integer> instance = run.departedInstance(departure);
            if (instance.filter(i -> hasEnded(run, statuses, i, departure)).isPresent()) continue;
            Optional<Silence> silence = instance.filter(i -> !hasStopped(run, statuses, i))
                    .flatMap(i -> run.silentSince(i, departure.at(), minSilence).map(since -> new Silence(i, since)));
            silence.ifPresentOrElse(it -> silences.computeIfAbsent(it, key -> new ArrayList<>()).add(departure),
                    () -> falseDeaths.add(departure));
        }
        return new UnexpectedDeaths(List.copyOf(falseDeaths), silences.entrySet().stream()
                .map(entry -> silentPeer(run, entry.getKey(), entry.getValue())).toList());
    }

    private static boolean hasEnded(Run run, InstanceStatuses statuses, int instance, Run.Departure departure) {
        return switch (statuses.byInstance().get(instance)) {
            case KILLED, SHUT_DOWN, LEFT -> !departure.at().isBefore(run.instances().get(instance).ended());
            case STOPPED -> !hasStopped(run, statuses, instance) && run.wasReplaced(instance, departure.at());
            case RUNNING -> false;
        };
    }

    /** Returns whether an instance stopped although the user did not expect it. */
    private static boolean hasStopped(Run run, InstanceStatuses statuses, int instance) {
        return statuses.byInstance().get(instance) == InstanceStatuses.Status.STOPPED
                && run.instances().get(instance).stopped().isPresent();
    }

    private static SilentPeer silentPeer(Run run, Silence silence, List<Run.Departure> departures) {
        return new SilentPeer(run.instances().get(silence.instance()).address(), silence.since(),
                run.silences().stream().filter(it -> it.instance() == silence.instance())
                        .filter(it -> it.from().equals(silence.since())).map(Run.Silence::to).findFirst(),
                reactions(departures, Run.DepartureKind.DECLARED_DEAD, silence.since()),
                reactions(departures, Run.DepartureKind.REMOVED_DEAD, silence.since()));
    }

    private static List<Reaction> reactions(
            List<Run.Departure> departures, Run.DepartureKind kind, Instant since) {
        return KilledPeer.reactions(departures.stream().filter(it -> it.kind() == kind).toList(), since);
    }
}
