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
record Run(int earlier, Optional<OffsetDateTime> first, Instant lastHeard, long events, long skipped, long missing,
        Set<String> seeds, List<PeerInstance> lives, Map<String, Generation> generated, Map<String, List<Reception>> receptions,
        List<DegreeChange> degrees, List<Notice> notices, List<String> badInputs) {

    /** A message made by a life. */
    record Generation(int life, Instant at) {}

    /** A message taken in by a life, {@code hops} links away from its origin. */
    record Reception(int life, Instant at, int hops) {}

    /** The number of neighbors that a life has from {@code at} on. */
    record DegreeChange(int life, Instant at, int degree) {}

    /** What a notice says: NEIGHBOR_DEAD by a neighbor, PEER_REMOVED by a seed for one reason or the other. */
    enum Fate { FOUND_DEAD, REMOVED_DEAD, LEFT }

    /** What the node {@code by} says about a peer. */
    record Notice(Fate fate, String peer, String by, Instant at) {}

    /** Which life of its peer a notice is about: the latest that had started by then. */
    Optional<Integer> subject(Notice notice) {
        return IntStream.range(0, lives.size())
                .filter(i -> lives.get(i).address().equals(notice.peer()) && !lives.get(i).started().isAfter(notice.at()))
                .boxed().reduce((earlier, later) -> later);
    }

    List<Notice> about(int life, Fate fate) {
        return notices.stream().filter(it -> it.fate() == fate && subject(it).filter(i -> i == life).isPresent()).toList();
    }
}
