package gossip.peer.tree;

import gossip.node.RateLimit;
import gossip.peer.overlay.Neighbor;
import gossip.protocol.Message.Prune;
import java.time.Duration;

/** What this peer keeps for a link that is or was not in the tree. */
final class TreeLink {

    /** The round trip before it was measured. Guessed. */
    private static final Duration ROUND_TRIP = Duration.ofMillis(250);

    private final Neighbor neighbor;
    /** Bounds the messages in IHAVE lines of the neighbor. */
    private final RateLimit announcements;
    /** Bounds the work for GRAFT and WANT lines of the neighbor. */
    private final RateLimit grafts;
    private final Unannounced unannounced = new Unannounced();
    private final Lateness lateness = new Lateness();
    /** Missing messages that this neighbor was the first to announce. */
    private int missing;
    /** When a copy last pruned the link, in nanoseconds. */
    private long prunedAt;

    TreeLink(Neighbor neighbor, long now) {
        this.neighbor = neighbor;
        this.prunedAt = now - TreeRoot.WINDOW - 1;
        this.announcements = new RateLimit(BroadcastTree.ANNOUNCEMENTS_PER_SECOND, now);
        this.grafts = new RateLimit(BroadcastTree.GRAFTS_PER_SECOND, now);
    }

    Neighbor neighbor() {
        return neighbor;
    }

    RateLimit announcements() {
        return announcements;
    }

    RateLimit grafts() {
        return grafts;
    }

    /** Returns the messages to announce to the neighbor. */
    Unannounced unannounced() {
        return unannounced;
    }

    /** @param nanos how much later than the neighbor announced a message the tree delivered it */
    void addLateness(long nanos) {
        lateness.add(nanos);
    }

    /** Returns how long to wait for an announced message, in nanoseconds. */
    long timeoutNanos() {
        return lateness.timeoutNanos(neighbor.probe().roundTrip().orElse(ROUND_TRIP));
    }

    int missing() {
        return missing;
    }

    void addMissing(int change) {
        missing += change;
    }

    /** Takes the link out of the tree, unless that was done a short time ago: copies may be in flight. */
    void pruneAgain(long now) {
        if (now - prunedAt > TreeRoot.WINDOW) {
            prunedAt = now;
            prune(neighbor);
        }
    }

    /** Takes a link out of the tree at both ends. */
    static void prune(Neighbor neighbor) {
        neighbor.prune();
        neighbor.link().send(new Prune());
    }
}
