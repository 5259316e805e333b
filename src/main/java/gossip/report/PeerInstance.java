package gossip.report;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One start of a peer, from its PEER_STARTED to its PEER_STOPPED. A peer that is restarted at the same address is a new
 * instance, which has lost all messages unless it has {@code --data}.
 *
 * @param joined      when it first logged JOINED
 * @param stopped     when it logged PEER_STOPPED; a peer that ends by SIGKILL does not
 * @param lastLineAt  the time of its last line
 * @param incarnation upper bound of its incarnations: the time of PEER_STARTED, which follows the start of its
 *                    process, or that of its last REBORN
 * @param seeds       addresses of the seeds that registered it
 */
record PeerInstance(String address, Instant started, Optional<Instant> joined, Optional<Instant> stopped,
        Instant lastLineAt, long incarnation, Set<String> seeds) {

    static PeerInstance startedAt(Instant at, String address) {
        return new PeerInstance(address, at, Optional.empty(), Optional.empty(), at, at.toEpochMilli(), Set.of());
    }

    PeerInstance wroteLine(Instant at) {
        return at.isAfter(lastLineAt)
                ? new PeerInstance(address, started, joined, stopped, at, incarnation, seeds) : this;
    }

    PeerInstance joined(Instant at) {
        return new PeerInstance(
                address, started, joined.or(() -> Optional.of(at)), stopped, lastLineAt, incarnation, seeds);
    }

    PeerInstance stopped(Instant at) {
        return new PeerInstance(
                address, started, joined, stopped.or(() -> Optional.of(at)), lastLineAt, incarnation, seeds);
    }

    PeerInstance reborn(long newIncarnation) {
        return new PeerInstance(address, started, joined, stopped, lastLineAt, newIncarnation, seeds);
    }

    PeerInstance registeredWith(String seed) {
        Set<String> all = new TreeSet<>(seeds);
        all.add(seed);
        return new PeerInstance(address, started, joined, stopped, lastLineAt, incarnation, all);
    }

    /** Returns when it ended: the time of PEER_STOPPED, else of its last line, which is the earliest possible time. */
    Instant ended() {
        return stopped.orElse(lastLineAt);
    }
}
