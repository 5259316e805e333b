package gossip.report;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The facts of a run, as its nodes wrote them; no judgement yet. A life is named by its index in {@code lives}, which
 * keeps the millions of receptions of a large run small.
 *
 * @param earlier     how many runs the log holds before this one
 * @param first       time of the earliest event; empty if the log has none
 * @param lastHeard   time of the latest line of any peer
 * @param events      number of lines understood
 * @param skipped     number of lines not understood: torn, foreign, or of a peer whose start is not in the log
 * @param missing     number of lines, at most, that a full disk did not take
 * @param seeds       addresses of the seeds that started, or had started before and went on
 * @param lives       the lives of all peers, in the order of the log
 * @param generated   the messages by id
 * @param receptions  the first and every further GOSSIP_RECEIVED by message id
 * @param degrees     degree changes in the order of the log
 * @param notices     verdicts of peers and removals by seeds
 * @param badInputs   addresses of the nodes that got bad input, once for each
 */
record Run(int earlierRuns, Optional<OffsetDateTime> first, Instant lastLineAt, long events, long skippedLines, long missingLines,
        Set<String> seeds, List<PeerInstance> instances, Map<String, Generation> generated, Map<String, List<Reception>> receptions,
        List<DegreeChange> degrees, List<Departure> departures, List<String> badInputs) {

    /** A message made by a life. */
    record Generation(int instance, Instant at) {}

    /** A message taken in by a life, {@code hops} links away from its origin. */
    record Reception(int instance, Instant at, int hops) {}

    /** The number of neighbors that a life has from {@code at} on. */
    record DegreeChange(int instance, Instant at, int degree) {}

    /** What a notice says: NEIGHBOR_DEAD by a neighbor, PEER_REMOVED by a seed for one reason or the other. */
    enum DepartureKind { DECLARED_DEAD, REMOVED_DEAD, LEFT }

    /** What the node {@code by} says about a peer. */
    record Departure(DepartureKind kind, String peer, String by, Instant at) {}

    /** Which life of its peer a notice is about: the latest that had started by then. */
    Optional<Integer> departedInstance(Departure departure) {
        return IntStream.range(0, instances.size())
                .filter(i -> instances.get(i).address().equals(departure.peer()) && !instances.get(i).started().isAfter(departure.at()))
                .boxed().reduce((earlier, later) -> later);
    }

    List<Departure> departuresOf(int life, DepartureKind fate) {
        return departures.stream().filter(it -> it.kind() == fate && departedInstance(it).filter(i -> i == life).isPresent()).toList();
    }
}
