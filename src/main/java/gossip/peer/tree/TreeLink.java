package gossip.peer.tree;

import gossip.node.RateLimit;
import gossip.peer.overlay.Neighbor;
import gossip.protocol.MessageId;
import java.util.LinkedHashSet;
import java.util.Set;

/** What this peer keeps for a link that is or was not in the tree. */
final class TreeLink {

    private final Neighbor neighbor;
    /** Bounds the messages in IHAVE lines of the neighbor. */
    private final RateLimit announcements;
    /** Bounds the work for GRAFT lines of the neighbor. */
    private final RateLimit grafts;
    /** Messages to announce to the neighbor. */
    private final Set<MessageId> unannounced = new LinkedHashSet<>();
    /** Missing messages that this neighbor was the first to announce. */
    private int missing;

    TreeLink(Neighbor neighbor, long now) {
        this.neighbor = neighbor;
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

    Set<MessageId> unannounced() {
        return unannounced;
    }

    int missing() {
        return missing;
    }

    void addMissing(int change) {
        missing += change;
    }
}
