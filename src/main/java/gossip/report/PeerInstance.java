package gossip.report;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One life of a peer: from its PEER_STARTED to its PEER_STOPPED. A peer that is restarted at the same address lives
 * again, and knows nothing of what it received before.
 *
 * @param joined    when it first had its neighbors
 * @param stopped   when it said that it ends; a peer ended by SIGKILL says nothing
 * @param lastHeard the time of the last line it wrote
 * @param seeds     addresses of the seeds that registered it
 */
record PeerInstance(String address, Instant started, Optional<Instant> joined, Optional<Instant> stopped, Instant lastLineAt,
        Set<String> seeds) {

    static PeerInstance startedAt(Instant at, String address) {
        return new PeerInstance(address, at, Optional.empty(), Optional.empty(), at, Set.of());
    }

    PeerInstance wroteLine(Instant at) {
        return at.isAfter(lastLineAt) ? new PeerInstance(address, started, joined, stopped, at, seeds) : this;
    }

    PeerInstance joined(Instant at) {
        return new PeerInstance(address, started, joined.or(() -> Optional.of(at)), stopped, lastLineAt, seeds);
    }

    PeerInstance stopped(Instant at) {
        return new PeerInstance(address, started, joined, stopped.or(() -> Optional.of(at)), lastLineAt, seeds);
    }

    PeerInstance registeredWith(String seed) {
        Set<String> all = new TreeSet<>(seeds);
        all.add(seed);
        return new PeerInstance(address, started, joined, stopped, lastLineAt, all);
    }

    /** When it ended, as far as the log can tell: without a PEER_STOPPED, no earlier than its last line. */
    Instant ended() {
        return stopped.orElse(lastLineAt);
    }
}
