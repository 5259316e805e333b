package gossip.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A killed peer, and how the others dealt with it.
 *
 * @param peer            the life that was killed
 * @param degree          how many neighbors it had
 * @param verdicts        which neighbors found it dead, the first one first
 * @param removals        which seeds removed it as dead, the first one first
 * @param gossipAfterward messages made after the first verdict, or after the kill if no message followed a verdict
 */
record KilledPeer(PeerInstance peer, int degree, List<Reaction> declarations, List<Reaction> removals,
        List<Delivery.MessageDelivery> laterMessages) {

    /** What a node did, so long after the kill; negative if before it. */
    record Reaction(String by, Duration afterKill) {}

    static List<KilledPeer> of(Run run, InstanceStatuses statuses, Delivery delivery, DegreeHistogram degrees) {
        return statuses.killed().stream().map(i -> {
            PeerInstance peer = run.instances().get(i);
            Instant kill = peer.ended();
            List<Reaction> verdicts = reactions(run.departuresOf(i, Run.DepartureKind.DECLARED_DEAD), kill);
            List<Delivery.MessageDelivery> afterVerdict = verdicts.stream().limit(1)
                    .flatMap(first -> delivery.generatedAfter(kill.plus(first.afterKill())).stream()).toList();
            return new KilledPeer(peer, degrees.byInstance().getOrDefault(i, 0), verdicts,
                    reactions(run.departuresOf(i, Run.DepartureKind.REMOVED_DEAD), kill),
                    afterVerdict.isEmpty() ? delivery.generatedAfter(kill) : afterVerdict);
        }).toList();
    }

    /** Verdicts and removals of peers that were not killed; what the run's end brings about is no mistake. */
    static List<Run.Departure> falseDeaths(Run run, InstanceStatuses statuses) {
        return run.departures().stream().filter(departure -> departure.kind() != Run.DepartureKind.LEFT)
                .filter(departure -> run.departedInstance(departure).map(i -> isFalse(run, statuses, i, departure)).orElse(true))
                .toList();
    }

    private static boolean isFalse(Run run, InstanceStatuses statuses, int life, Run.Departure departure) {
        return switch (statuses.byInstance().get(life)) {
            case KILLED -> false;
            case SHUT_DOWN -> departure.at().isBefore(run.instances().get(life).ended());
            case RUNNING, LEFT, STOPPED -> true;
        };
    }

    Set<String> removingSeeds() {
        return removals.stream().map(Reaction::by).collect(Collectors.toUnmodifiableSet());
    }

    /** How many of the seeds that registered it have removed it. */
    long removedWhereRegistered() {
        return peer.seeds().stream().filter(removingSeeds()::contains).count();
    }

    long laterMessagesDelivered() {
        return laterMessages.stream().filter(Delivery.MessageDelivery::reachedAll).count();
    }

    private static List<Reaction> reactions(List<Run.Departure> notices, Instant kill) {
        return notices.stream().map(departure -> new Reaction(departure.by(), Duration.between(kill, departure.at())))
                .sorted(Comparator.comparing(Reaction::afterKill)).toList();
    }
}
