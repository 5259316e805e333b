package gossip.peer.tree;

import gossip.protocol.MessageId;
import gossip.protocol.MessageIds;
import java.util.List;

/** The messages to announce to one neighbor, except those that it announces meanwhile. */
final class Unannounced {

    /** The most ranges of announcements of the neighbor that are noted. Other messages are announced back. Guessed. */
    private static final int MAX_KNOWN = 64;

    /** Those that have waited since before the present delay began. */
    private IdRanges due = new IdRanges();
    private IdRanges later = new IdRanges();
    /** What the neighbor has announced. */
    private IdRanges known = new IdRanges();

    void add(MessageId id) {
        if (!known.contains(id)) {
            later.add(id);
        }
    }

    /** Notes that the neighbor has these messages. */
    void known(MessageIds ids) {
        if (size() > 0) {
            due.removeAll(ids);
            later.removeAll(ids);
            if (known.ranges() < MAX_KNOWN) {
                known.addAll(ids);
            }
        }
    }

    int size() {
        return due.size() + later.size();
    }

    /**
     * Notes that a delay has passed. Returns whether messages have waited for all of it.
     *
     * @param whole whether it began before the first of them
     */
    boolean isDueAfterDelay(boolean whole) {
        if (due.size() > 0 || whole && later.size() > 0) {
            return true;
        }
        due = later;
        later = new IdRanges();
        return false;
    }

    /** Removes all and returns them as lists that each fit on a line. */
    List<List<MessageIds>> take() {
        due.addAll(later);
        List<List<MessageIds>> lines = due.lines();
        due = new IdRanges();
        later = new IdRanges();
        known = new IdRanges();
        return lines;
    }
}
