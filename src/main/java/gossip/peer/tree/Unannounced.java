package gossip.peer.tree;

import gossip.protocol.MessageId;
import gossip.protocol.MessageIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The messages to announce to one neighbor, in order, except those that it announces meanwhile. */
final class Unannounced {

    /** The most announcements of the neighbor that are noted. Other messages are announced back. Guessed. */
    private static final int MAX_KNOWN = 64;

    private final List<MessageId> waiting = new ArrayList<>();
    private final Set<MessageId> known = new HashSet<>();
    /** How many of the waiting ones have waited since before the present delay began. */
    private int due;

    void add(MessageId id) {
        waiting.add(id);
    }

    /** Notes that the neighbor has these messages. */
    void known(MessageIds ids) {
        if (!waiting.isEmpty()) {
            ids.forEach(sequence -> {
                if (known.size() < MAX_KNOWN) {
                    known.add(new MessageId(ids.origin(), sequence));
                }
            });
        }
    }

    int size() {
        return waiting.size();
    }

    /**
     * Notes that a delay has passed. Returns whether messages have waited for all of it.
     *
     * @param whole whether it began before the first of them
     */
    boolean isDueAfterDelay(boolean whole) {
        List<MessageId> past = waiting.subList(0, whole ? waiting.size() : due);
        if (!known.containsAll(past)) {
            return true;
        }
        past.forEach(known::remove);
        past.clear();
        due = waiting.size();
        return false;
    }

    /** Removes and returns all. */
    List<MessageId> take() {
        List<MessageId> ids = new ArrayList<>(waiting);
        if (!known.isEmpty()) {
            ids.removeIf(known::contains);
        }
        waiting.clear();
        known.clear();
        due = 0;
        return ids;
    }
}
