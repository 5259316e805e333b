package gossip.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How each life ended. It matters, because nothing is due at a peer that died, all is due at one that went on, and the
 * end of the whole run makes every peer stop without any of them having failed.
 *
 * @param ofLives  the ending of each life, at the life's index
 * @param shutdown when the first peer stopped as part of the run's end; empty if the run goes on
 */
record InstanceStatuses(List<Ending> ofLives, Optional<Instant> shutdown) {

    enum Ending { RUNNING, SHUT_DOWN, LEFT, KILLED, STOPPED }

    /** A message made this shortly before the run's end may not have had the time to arrive. */
    private static final Duration IN_FLIGHT = Duration.ofSeconds(1);

    /** Stopping many processes takes a while, however short the heartbeat of an experiment is. */
    private static final Duration LEAST_SHUTDOWN = Duration.ofSeconds(2);

    static InstanceStatuses of(Run run, Expectations expectations) {
        Set<Integer> left = subjects(run, Run.Fate.LEFT, (notice, instance) -> true);
        Set<Integer> missed = subjects(run, Run.Fate.FOUND_DEAD, (notice, instance) -> notice.at().isAfter(instance.ended()));
        List<Ending> endings = IntStream.range(0, run.lives().size())
                .mapToObj(i -> left.contains(i) ? Ending.LEFT : of(run, expectations, i, missed.contains(i))).toList();
        return new InstanceStatuses(endings, lives(endings, Ending.SHUT_DOWN).map(i -> run.lives().get(i).ended())
                .min(Comparator.naturalOrder()));
    }

    private static Ending of(Run run, Expectations expectations, int i, boolean missed) {
        PeerInstance instance = run.lives().get(i);
        boolean restarted = livesAgain(instance, run.lives().subList(i + 1, run.lives().size()));
        boolean firstLife = !livesAgain(instance, run.lives().subList(0, i));
        if (expectations.killed().contains(instance.address()) && firstLife) return Ending.KILLED;
        if (instance.stopped().isEmpty()) return restarted ? Ending.STOPPED : Ending.RUNNING;
        if (!missed && endsWith(run, instance, expectations.heartbeat())) return Ending.SHUT_DOWN;
        return expectations.killed().isEmpty() ? Ending.KILLED : Ending.STOPPED;
    }

    /** The others go on pinging after a kill; if none writes anything for a heartbeat, the run was over. */
    private static boolean endsWith(Run run, PeerInstance instance, Duration heartbeat) {
        Duration quiet = heartbeat.compareTo(LEAST_SHUTDOWN) > 0 ? heartbeat : LEAST_SHUTDOWN;
        return !instance.ended().plus(quiet).isBefore(run.lastHeard());
    }

    private static Set<Integer> subjects(Run run, Run.Fate fate, BiPredicate<Run.Notice, PeerInstance> condition) {
        return run.notices().stream().filter(notice -> notice.fate() == fate).flatMap(notice -> run.subject(notice)
                .filter(i -> condition.test(notice, run.lives().get(i))).stream()).collect(Collectors.toSet());
    }

    private static boolean livesAgain(PeerInstance instance, List<PeerInstance> others) {
        return others.stream().anyMatch(other -> other.address().equals(instance.address()));
    }

    /** The indexes of the lives that were killed. */
    List<Integer> killed() {
        return lives(ofLives, Ending.KILLED).toList();
    }

    /** Whether a message must reach a life: one that had started before and did not stop while the run went on. */
    boolean isDue(Run.Generation message, int life, Run run) {
        if (message.life() == life || run.lives().get(life).started().isAfter(message.at())) return false;
        return switch (ofLives.get(life)) {
            case RUNNING -> true;
            case SHUT_DOWN -> shutdown.filter(end -> !message.at().plus(IN_FLIGHT).isAfter(end)).isPresent();
            case LEFT, KILLED, STOPPED -> false;
        };
    }

    private static Stream<Integer> lives(List<Ending> endings, Ending ending) {
        return IntStream.range(0, endings.size()).filter(i -> endings.get(i) == ending).boxed();
    }
}
