package gossip.report;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The facts of a run as its nodes logged them, without any interpretation. An instance of a peer is identified by its
 * index in {@code instances}, which keeps the millions of receptions of a large run small.
 *
 * @param earlierRuns  how many runs the log contains before this one
 * @param first        time of the first start of a node; empty if the log has none
 * @param lastLineAt   time of the latest line of any peer
 * @param events       the number of lines that were understood
 * @param skippedLines the number of lines that were not: partial, foreign, or of a peer whose start is not in the log
 * @param missingLines the maximum number of lines that were lost because the disk was full
 * @param seeds        addresses of the seeds that started in this run or before it and continued
 * @param instances    the instances of all peers, in the order of the log
 * @param generated    the messages by id
 * @param receptions   all GOSSIP_RECEIVED events by message id, duplicates included
 * @param degrees      degree changes in the order of the log
 * @param departures   death declarations by peers and removals by seeds
 * @param badInputs    bad inputs in the order of the log
 * @param silences     times of more than half a second in which an instance logged nothing
 * @param gaps         the number of messages that peers will never get, by their GAP events
 * @param clocks       how far the clocks of hosts differ; all times of this run are corrected
 * @param load         the traffic by peer and by link, and the names of the peers
 */
record Run(int earlierRuns, Optional<OffsetDateTime> first, Instant lastLineAt, long events, long skippedLines,
        long missingLines, Set<String> seeds, List<PeerInstance> instances, Map<String, Generation> generated,
        Map<String, List<Reception>> receptions, List<DegreeChange> degrees, List<Departure> departures,
        List<BadInput> badInputs, List<Silence> silences, long gaps, ClockOffsets clocks,
        Load load) {

    /** Bad input at the node {@code by}. A person with {@code nc} is not a node of the run. */
    record BadInput(String by, String from, int count, boolean neighbor) {}

    /** A time in which an instance logged nothing. */
    record Silence(int instance, Instant from, Instant to) {}

    /** How long a declaration may be in flight when a hung peer continues. A guess. */
    private static final Duration SETTLING = Duration.ofMillis(500);

    /** The generation of a message by an instance. */
    record Generation(int instance, Instant at) {}

    /** The reception of a message by an instance, {@code hops} links from its origin. */
    record Reception(int instance, Instant at, int hops) {}

    /** A change of the number of neighbors of an instance. */
    record DegreeChange(int instance, Instant at, int degree) {}

    /** NEIGHBOR_DEAD of a neighbor, or PEER_REMOVED of a seed with reason {@code dead} or {@code left}. */
    enum DepartureKind { DECLARED_DEAD, REMOVED_DEAD, LEFT }

    /**
     * The end of a peer as the node {@code by} logged it.
     *
     * @param incarnation the incarnation that ended, a time in milliseconds since 1970; empty in old logs
     */
    record Departure(DepartureKind kind, String peer, Optional<Long> incarnation, String by, Instant at) {}

    /**
     * Returns the index of the instance that a departure refers to: the latest one that had started by then, unless the
     * incarnation is of an earlier one. A seed may remove an instance after the next one has started.
     */
    Optional<Integer> departedInstance(Departure departure) {
        return instancesAt(departure.peer()).filter(i -> !instances.get(i).started().isAfter(departure.at())).boxed()
                .reduce((earlier, later) -> departure.incarnation()
                        .filter(it -> it <= instances.get(earlier).incarnation()).isPresent() ? earlier : later);
    }

    private IntStream instancesAt(String address) {
        return IntStream.range(0, instances.size()).filter(i -> instances.get(i).address().equals(address));
    }

    /** Returns whether the next instance at the address of an instance had started at a moment. */
    boolean wasReplaced(int instance, Instant moment) {
        return instancesAt(instances.get(instance).address())
                .anyMatch(i -> i > instance && !instances.get(i).started().isAfter(moment));
    }

    /** Returns how many neighbors an instance had at a moment. */
    int degreeAt(int instance, Instant moment) {
        return degrees.stream().filter(change -> change.instance() == instance && !change.at().isAfter(moment))
                .reduce((earlier, later) -> later).map(DegreeChange::degree).orElse(0);
    }

    /**
     * Returns since when an instance had logged nothing when it was declared dead, if that is at least this long. A
     * peer that runs logs a PING at each heartbeat, so it hung, was killed or has lost its log.
     */
    Optional<Instant> silentSince(int instance, Instant declared, Duration atLeast) {
        Instant last = instances.get(instance).lastLineAt();
        if (!Duration.between(last, declared).minus(atLeast).isNegative()) return Optional.of(last);
        return silences.stream().filter(silence -> silence.instance() == instance)
                .filter(silence -> !silence.from().isAfter(declared) && !silence.to().plus(SETTLING).isBefore(declared))
                .filter(silence -> !Duration.between(silence.from(), earlier(silence.to(), declared))
                        .minus(atLeast).isNegative()).map(Silence::from).findFirst();
    }

    /** Returns how many peers started. A peer that restarts at its address counts once. */
    long peers() {
        return instances.stream().map(PeerInstance::address).distinct().count();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    List<Departure> departuresOf(int instance, DepartureKind kind) {
        return departures.stream().filter(departure -> departure.kind() == kind)
                .filter(departure -> departedInstance(departure).filter(i -> i == instance).isPresent()).toList();
    }
}
