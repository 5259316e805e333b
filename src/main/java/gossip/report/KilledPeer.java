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
record KilledPeer(PeerInstance peer, int degree, List<Reaction> verdicts, List<Reaction> removals,
        List<Delivery.Outcome> gossipAfterward) {

    /** What a node did, so long after the kill; negative if before it. */
    record Reaction(String by, Duration afterKill) {}

    static List<KilledPeer> of(Run run, InstanceStatuses statuses, Delivery delivery, DegreeHistogram degrees) {
        return statuses.killed().stream().map(i -> {
            PeerInstance peer = run.lives().get(i);
            Instant kill = peer.ended();
            List<Reaction> verdicts = reactions(run.about(i, Run.Fate.FOUND_DEAD), kill);
            List<Delivery.Outcome> afterVerdict = verdicts.stream().limit(1)
                    .flatMap(first -> delivery.after(kill.plus(first.afterKill())).stream()).toList();
            return new KilledPeer(peer, degrees.ofLives().getOrDefault(i, 0), verdicts,
                    reactions(run.about(i, Run.Fate.REMOVED_DEAD), kill),
                    afterVerdict.isEmpty() ? delivery.after(kill) : afterVerdict);
        }).toList();
    }

    /** Verdicts and removals of peers that were not killed; what the run's end brings about is no mistake. */
    static List<Run.Notice> mistaken(Run run, InstanceStatuses statuses) {
        return run.notices().stream().filter(notice -> notice.fate() != Run.Fate.LEFT)
                .filter(notice -> run.subject(notice).map(i -> isMistaken(run, statuses, i, notice)).orElse(true))
                .toList();
    }

    private static boolean isMistaken(Run run, InstanceStatuses statuses, int life, Run.Notice notice) {
        return switch (statuses.ofLives().get(life)) {
            case KILLED -> false;
            case SHUT_DOWN -> notice.at().isBefore(run.lives().get(life).ended());
            case RUNNING, LEFT, STOPPED -> true;
        };
    }

    Set<String> removedAt() {
        return removals.stream().map(Reaction::by).collect(Collectors.toUnmodifiableSet());
    }

    /** How many of the seeds that registered it have removed it. */
    long removedWhereRegistered() {
        return peer.seeds().stream().filter(removedAt()::contains).count();
    }

    long reachedAllAfterward() {
        return gossipAfterward.stream().filter(Delivery.Outcome::reachedAll).count();
    }

    private static List<Reaction> reactions(List<Run.Notice> notices, Instant kill) {
        return notices.stream().map(notice -> new Reaction(notice.by(), Duration.between(kill, notice.at())))
                .sorted(Comparator.comparing(Reaction::afterKill)).toList();
    }
}
