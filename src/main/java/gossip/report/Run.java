package gossip.report;

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
 * @param first        time of the earliest event; empty if the log has none
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
 * @param badInputs    addresses of the nodes that received bad input, one entry for each event
 */
record Run(int earlierRuns, Optional<OffsetDateTime> first, Instant lastLineAt, long events, long skippedLines,
        long missingLines, Set<String> seeds, List<PeerInstance> instances, Map<String, Generation> generated,
        Map<String, List<Reception>> receptions, List<DegreeChange> degrees, List<Departure> departures,
        List<String> badInputs) {

    /** The generation of a message by an instance. */
    record Generation(int instance, Instant at) {}

    /** The reception of a message by an instance, {@code hops} links from its origin. */
    record Reception(int instance, Instant at, int hops) {}

    /** A change of the number of neighbors of an instance. */
    record DegreeChange(int instance, Instant at, int degree) {}

    /** NEIGHBOR_DEAD of a neighbor, or PEER_REMOVED of a seed with reason {@code dead} or {@code left}. */
    enum DepartureKind { DECLARED_DEAD, REMOVED_DEAD, LEFT }

    /** The end of a peer as the node {@code by} logged it. */
    record Departure(DepartureKind kind, String peer, String by, Instant at) {}

    /** Returns the index of the instance that a departure refers to: the latest one that had started by then. */
    Optional<Integer> departedInstance(Departure departure) {
        return IntStream.range(0, instances.size())
                .filter(i -> instances.get(i).address().equals(departure.peer()))
                .filter(i -> !instances.get(i).started().isAfter(departure.at()))
                .boxed().reduce((earlier, later) -> later);
    }

    List<Departure> departuresOf(int instance, DepartureKind kind) {
        return departures.stream().filter(departure -> departure.kind() == kind)
                .filter(departure -> departedInstance(departure).filter(i -> i == instance).isPresent()).toList();
    }
}
