package gossip.peer.tree;

import gossip.peer.overlay.Neighbor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message that has not arrived, the neighbors that announced it, and those that it was requested from. */
final class MissingMessage {

    /** The most announcers that are remembered. */
    static final int MAX_ANNOUNCERS = 4;

    /** @param at the time in nanoseconds */
    private record Announcement(TreeLink link, long at) {}

    private final List<Announcement> announcements = new ArrayList<>(2);
    private final TreeLink first;
    /** When the message is requested next, or when the answer to a request arrived, in nanoseconds. */
    private long due;
    /** Number of announcers that it was requested from. */
    private int asked;

    /** @param first the link of the first announcement */
    MissingMessage(TreeLink first, long due) {
        this.first = first;
        this.due = due;
    }

    TreeLink first() {
        return first;
    }

    long due() {
        return due;
    }

    void setDue(long time) {
        due = time;
    }

    /** Sets when to request the message, with what is known now of the lateness of the tree, if it is not requested. */
    void postpone(int timeouts) {
        if (asked == 0) {
            due = announcements.stream().mapToLong(each -> each.at + timeouts * each.link.timeoutNanos()).min()
                    .orElse(due);
        }
    }

    /** Adds an announcement, if there are few, and none on this link. Returns whether it was added. */
    boolean add(TreeLink link, long now, long dueAfter) {
        for (Announcement each : announcements) {
            if (each.link == link) {
                return false;
            }
        }
        if (announcements.size() == MAX_ANNOUNCERS) {
            return false;
        }
        announcements.add(new Announcement(link, now));
        due = asked == 0 ? Math.min(due, dueAfter) : due;
        return true;
    }

    /** Returns the announcer to request the message from, unless all were asked. */
    Optional<TreeLink> next() {
        return asked < announcements.size() ? Optional.of(announcements.get(asked++).link) : Optional.empty();
    }

    boolean wasAskedOf(Neighbor neighbor) {
        for (int i = 0; i < asked; i++) {
            if (announcements.get(i).link.neighbor() == neighbor) {
                return true;
            }
        }
        return false;
    }

    /** Returns the neighbors that the message was requested from. */
    List<Neighbor> asked() {
        return announcements.subList(0, asked).stream().map(each -> each.link.neighbor()).toList();
    }

    /** Notes that the tree delivered the message after all. */
    void arrivedThroughTree(long now) {
        for (Announcement each : announcements) {
            each.link.addLateness(now - each.at);
        }
    }

    void linkClosed(Neighbor neighbor) {
        for (int i = announcements.size() - 1; i >= 0; i--) {
            if (announcements.get(i).link.neighbor() == neighbor) {
                announcements.remove(i);
                asked -= i < asked ? 1 : 0;
            }
        }
    }
}
