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
record InstanceStatuses(List<Status> byInstance, Optional<Instant> shutdown) {

    enum Status { RUNNING, SHUT_DOWN, LEFT, KILLED, STOPPED }

    /** A message made this shortly before the run's end may not have had the time to arrive. */
    private static final Duration IN_FLIGHT = Duration.ofSeconds(1);

    /** Stopping many processes takes a while, however short the heartbeat of an experiment is. */
    private static final Duration MIN_SHUTDOWN = Duration.ofSeconds(2);

    static InstanceStatuses of(Run run, Expectations expectations) {
        Set<Integer> left = departed(run, Run.DepartureKind.LEFT, (departure, instance) -> true);
        Set<Integer> missed = departed(run, Run.DepartureKind.DECLARED_DEAD, (departure, instance) -> departure.at().isAfter(instance.ended()));
        List<Status> endings = IntStream.range(0, run.instances().size())
                .mapToObj(i -> left.contains(i) ? Status.LEFT : of(run, expectations, i, missed.contains(i))).toList();
        return new InstanceStatuses(endings, instancesWith(endings, Status.SHUT_DOWN).map(i -> run.instances().get(i).ended())
                .min(Comparator.naturalOrder()));
    }

    private static Status of(Run run, Expectations expectations, int i, boolean missed) {
        PeerInstance instance = run.instances().get(i);
        boolean restarted = anyAtAddressOf(instance, run.instances().subList(i + 1, run.instances().size()));
        boolean firstLife = !anyAtAddressOf(instance, run.instances().subList(0, i));
        if (expectations.killed().contains(instance.address()) && firstLife) return Status.KILLED;
        if (instance.stopped().isEmpty()) return restarted ? Status.STOPPED : Status.RUNNING;
        if (!missed && endsWith(run, instance, expectations.heartbeat())) return Status.SHUT_DOWN;
        return expectations.killed().isEmpty() ? Status.KILLED : Status.STOPPED;
    }

    /** The others go on pinging after a kill; if none writes anything for a heartbeat, the run was over. */
    private static boolean endsWith(Run run, PeerInstance instance, Duration heartbeat) {
        Duration quiet = heartbeat.compareTo(MIN_SHUTDOWN) > 0 ? heartbeat : MIN_SHUTDOWN;
        return !instance.ended().plus(quiet).isBefore(run.lastLineAt());
    }

    private static Set<Integer> departed(Run run, Run.DepartureKind fate, BiPredicate<Run.Departure, PeerInstance> condition) {
        return run.departures().stream().filter(departure -> departure.kind() == fate).flatMap(departure -> run.departedInstance(departure)
                .filter(i -> condition.test(departure, run.instances().get(i))).stream()).collect(Collectors.toSet());
    }

    private static boolean anyAtAddressOf(PeerInstance instance, List<PeerInstance> others) {
        return others.stream().anyMatch(other -> other.address().equals(instance.address()));
    }

    /** The indexes of the lives that were killed. */
    List<Integer> killed() {
        return instancesWith(byInstance, Status.KILLED).toList();
    }

    /** Whether a message must reach a life: one that had started before and did not stop while the run went on. */
    boolean isDue(Run.Generation message, int life, Run run) {
        if (message.instance() == life || run.instances().get(life).started().isAfter(message.at())) return false;
        return switch (byInstance.get(life)) {
            case RUNNING -> true;
            case SHUT_DOWN -> shutdown.filter(end -> !message.at().plus(IN_FLIGHT).isAfter(end)).isPresent();
            case LEFT, KILLED, STOPPED -> false;
        };
    }

    private static Stream<Integer> instancesWith(List<Status> endings, Status ending) {
        return IntStream.range(0, endings.size()).filter(i -> endings.get(i) == ending).boxed();
    }
}
