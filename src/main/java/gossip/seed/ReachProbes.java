package gossip.seed;

import gossip.protocol.PeerId;
import gossip.seed.ProbeResult.Replied;
import java.time.Duration;
import java.util.Optional;

/**
 * Probes of members that this seed has never reached, oldest first, once each. They run while more than half of the
 * maximum number of members is listed. At the maximum, new members replace those that were not reached.
 */
final class ReachProbes {

    /** Probes at a time. Guessed: more would delay the probes of reported peers. */
    private static final int MAX_RUNNING = 16;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Membership membership;
    private final Probes probes;
    private final int maxMembers;
    private int running;

    ReachProbes(Membership membership, Probes probes, int maxMembers) {
        this.membership = membership;
        this.probes = probes;
        this.maxMembers = maxMembers;
    }

    /** Starts as many probes as are allowed. */
    void start() {
        while (running < MAX_RUNNING && membership.size() > maxMembers / 2) {
            Optional<PeerId> next = membership.nextToProbe();
            if (next.isEmpty()) {
                return;
            }
            running++;
            probe(next.get());
        }
    }

    private void probe(PeerId peer) {
        probes.probe(peer, LIMIT, result -> {
            running--;
            if (result instanceof Replied replied && replied.reply().peer().equals(peer)) {
                membership.reached(peer);
            }
            start();
        });
    }
}
