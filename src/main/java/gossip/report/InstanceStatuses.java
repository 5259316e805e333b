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
 * How each instance of a peer ended. The status decides which messages are due at it and whether a death is a failure.
 *
 * @param byInstance the status of each instance, at its index in {@link Run#instances}
 * @param shutdown   when the first peer stopped in the shutdown of the whole run; empty if the run continues
 * @param longBefore the time within which a message reaches every peer that runs, including repair by anti-entropy
 */
record InstanceStatuses(List<Status> byInstance, Optional<Instant> shutdown, Duration longBefore) {

    /**
     * RUNNING: it had not stopped at the end of the log. SHUT_DOWN: it stopped when the whole run ended. LEFT: it left
     * with a message to the seeds. KILLED: it was killed on purpose. STOPPED: it ended in another way.
     */
    enum Status { RUNNING, SHUT_DOWN, LEFT, KILLED, STOPPED }

    /** A message that is generated less than this before the shutdown may not arrive. */
    private static final Duration IN_FLIGHT = Duration.ofSeconds(1);

    /** Stopping many processes takes at least this long, even if the heartbeat is shorter. */
    private static final Duration MIN_SHUTDOWN = Duration.ofSeconds(2);

    static InstanceStatuses of(Run run, Expectations expectations) {
        Set<Integer> left = departed(run, Run.DepartureKind.LEFT, (departure, instance) -> true);
        Set<Integer> declaredDead = departed(run, Run.DepartureKind.DECLARED_DEAD,
                (departure, instance) -> departure.at().isAfter(instance.ended()));
        List<Status> statuses = IntStream.range(0, run.instances().size())
                .mapToObj(i -> left.contains(i) ? Status.LEFT : status(run, expectations, i, declaredDead.contains(i)))
                .toList();
        return new InstanceStatuses(statuses, instancesWith(statuses, Status.SHUT_DOWN)
                .map(i -> run.instances().get(i).ended()).min(Comparator.naturalOrder()),
                expectations.heartbeat().multipliedBy(expectations.misses()));
    }

    private static Status status(Run run, Expectations expectations, int i, boolean declaredDead) {
        List<PeerInstance> instances = run.instances();
        PeerInstance instance = instances.get(i);
        boolean first = !anyAtAddressOf(instance, instances.subList(0, i));
        boolean restarted = anyAtAddressOf(instance, instances.subList(i + 1, instances.size()));
        if (expectations.killed().contains(instance.address()) && first) return Status.KILLED;
        if (instance.stopped().isEmpty()) {
            boolean silent = declaredDead && hasEndedBefore(run, instance, expectations);
            return restarted ? Status.STOPPED : !silent ? Status.RUNNING
                    : expectations.killed().isEmpty() ? Status.KILLED : Status.STOPPED;
        }
        if (!declaredDead && endsWithRun(run, instance, expectations.heartbeat())) return Status.SHUT_DOWN;
        return expectations.killed().isEmpty() ? Status.KILLED : Status.STOPPED;
    }

    /** Returns whether an instance without PEER_STOPPED was silent so long at the end that it hung or was killed. */
    private static boolean hasEndedBefore(Run run, PeerInstance instance, Expectations expectations) {
        return !Duration.between(instance.lastLineAt(), run.lastLineAt()).minus(expectations.minSilence()).isNegative();
    }

    /** Returns whether all peers stopped within a heartbeat of this end. After a kill, the others send more PINGs. */
    private static boolean endsWithRun(Run run, PeerInstance instance, Duration heartbeat) {
        Duration silence = heartbeat.compareTo(MIN_SHUTDOWN) > 0 ? heartbeat : MIN_SHUTDOWN;
        return !instance.ended().plus(silence).isBefore(run.lastLineAt());
    }

    private static Set<Integer> departed(
            Run run, Run.DepartureKind kind, BiPredicate<Run.Departure, PeerInstance> condition) {
        return run.departures().stream().filter(departure -> departure.kind() == kind)
                .flatMap(departure -> run.departedInstance(departure)
                        .filter(i -> condition.test(departure, run.instances().get(i))).stream())
                .collect(Collectors.toSet());
    }

    private static boolean anyAtAddressOf(PeerInstance instance, List<PeerInstance> others) {
        return others.stream().anyMatch(other -> other.address().equals(instance.address()));
    }

    /** Returns the indexes of the killed instances. */
    List<Integer> killed() {
        return instancesWith(byInstance, Status.KILLED).toList();
    }

    /**
     * Returns whether a message must reach an instance. It must have started before. If it ended during the run, only
     * messages are due that were generated long before.
     */
    boolean isDue(Run.Generation message, int instance, Run run) {
        if (message.instance() == instance) return false;
        if (run.instances().get(instance).started().isAfter(message.at())) return false;
        return switch (byInstance.get(instance)) {
            case RUNNING -> true;
            case SHUT_DOWN -> shutdown.filter(end -> !message.at().plus(IN_FLIGHT).isAfter(end)).isPresent();
            case LEFT, KILLED, STOPPED ->
                    message.at().plus(longBefore).isBefore(run.instances().get(instance).ended());
        };
    }

    /**
     * Returns whether an instance without PEER_STOPPED may have been killed before a message reached it. That is
     * unknown if the message was generated after its last line or shortly before, and the run ended soon after it.
     */
    boolean mayHaveEnded(Run.Generation message, int instance, Run run) {
        Instant last = run.instances().get(instance).lastLineAt();
        return byInstance.get(instance) == Status.RUNNING && message.at().plus(IN_FLIGHT).isAfter(last)
                && last.plus(longBefore).isAfter(run.lastLineAt());
    }

    private static Stream<Integer> instancesWith(List<Status> statuses, Status status) {
        return IntStream.range(0, statuses.size()).filter(i -> statuses.get(i) == status).boxed();
    }
}
