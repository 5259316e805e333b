package gossip.peer.tree;

import gossip.protocol.MessageId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The messages to announce to one neighbor, in order. Those that have waited for a whole delay are kept apart. */
final class Unannounced {

    private Set<MessageId> waiting = new LinkedHashSet<>();
    private Set<MessageId> due = new LinkedHashSet<>();
    /** Time of the last announcement, in nanoseconds. */
    private long announcedAt;

    Unannounced(long announcedAt) {
        this.announcedAt = announcedAt;
    }

    void add(MessageId id) {
        waiting.add(id);
    }

    void remove(MessageId id) {
        if (!waiting.remove(id)) {
            due.remove(id);
        }
    }

    int size() {
        return waiting.size() + due.size();
    }

    /** Returns whether an announcement at this time, in nanoseconds, comes at least so long after the last one. */
    boolean isIdle(long now, long delayNanos) {
        return now - announcedAt >= delayNanos;
    }

    /** Notes that a delay has passed. Returns whether messages have waited since before it began. */
    boolean isDueAfterDelay() {
        if (!due.isEmpty()) {
            return true;
        }
        Set<MessageId> empty = due;
        due = waiting;
        waiting = empty;
        return false;
    }

    /** Removes and returns all. */
    List<MessageId> take(long now) {
        announcedAt = now;
        List<MessageId> ids = new ArrayList<>(due);
        ids.addAll(waiting);
        due.clear();
        waiting.clear();
        return ids;
    }
}
