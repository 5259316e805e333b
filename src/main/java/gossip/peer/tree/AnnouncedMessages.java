package gossip.peer.tree;

import gossip.node.Environment;
import gossip.peer.overlay.Neighbor;
import gossip.protocol.Message.Graft;
import gossip.protocol.MessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages that neighbors announced and that have not arrived. If the tree does not deliver a message in time, the
 * link of the first announcement joins the tree, then those of the others:
 *
 * <pre>
 * IHAVE --> announced --the message arrives--------------------------> removed
 *               |                                                        ^
 *               +--timeout--> GRAFT to an announcer --the message arrives-+
 *                               ^         |                               |
 *                               +-timeout-+--no announcer is left---------+  anti-entropy sends it
 * </pre>
 */
final class AnnouncedMessages {

    /** Messages that all neighbors together announced and that are missing. */
    static final int MAX_MISSING = 4096;
    /** The same for the neighbor that announced them first. */
    static final int MAX_OF_LINK = 1024;
    /** Announcers of one message. */
    static final int MAX_ANNOUNCERS = 4;
    /** How long an announcer has to answer GRAFT. Guessed. */
    static final Duration ANSWER_TIME = Duration.ofMillis(400);
    /** How long after the loss of a link of the tree announced messages are requested without a wait. Guessed. */
    static final Duration URGENT = Duration.ofSeconds(1);

    private static final class Missing {
        private final List<TreeLink> announcers = new ArrayList<>(2);
        private final TreeLink first;
        private final long since;
        private long due;
        /** Number of announcers that were sent GRAFT. */
        private int asked;

        private Missing(TreeLink first, long now) {
            this.first = first;
            this.since = now;
        }

        private boolean wasAskedOf(Neighbor neighbor) {
            return announcers.subList(0, asked).stream().anyMatch(link -> link.neighbor() == neighbor);
        }
    }

    private final Environment environment;
    private final Lateness lateness = new Lateness();
    /** In the order in which they are due, as far as the timeout does not change. */
    private final Map<MessageId, Missing> missing = new LinkedHashMap<>();
    private boolean scheduled;
    private long urgentUntil;

    AnnouncedMessages(Environment environment) {
        this.environment = environment;
        this.urgentUntil = environment.nanoTime();
    }

    boolean isEmpty() {
        return missing.isEmpty();
    }

    /** Notes that a neighbor announced a message that this peer lacks. */
    void announced(TreeLink link, MessageId id) {
        Missing known = missing.get(id);
        if (known == null) {
            if (missing.size() >= MAX_MISSING || link.missing() >= MAX_OF_LINK) {
                return;
            }
            long now = environment.nanoTime();
            known = new Missing(link, now);
            known.due = now + (now - urgentUntil < 0 ? 0 : lateness.timeoutNanos());
            link.addMissing(1);
            missing.put(id, known);
        }
        if (known.announcers.size() < MAX_ANNOUNCERS && !known.announcers.contains(link)) {
            known.announcers.add(link);
        }
    }

    /** Schedules the requests. Called after the messages of a line were announced. */
    void schedule() {
        if (!scheduled && !missing.isEmpty()) {
            scheduled = true;
            long due = missing.values().iterator().next().due;
            environment.schedule(Duration.ofNanos(Math.max(0, due - environment.nanoTime())), this::request);
        }
    }

    /** Notes that a message has arrived. Returns whether this neighbor was asked for it. */
    boolean arrived(Neighbor from, MessageId id) {
        Missing arrived = missing.remove(id);
        if (arrived == null) {
            return false;
        }
        arrived.first.addMissing(-1);
        boolean requested = arrived.wasAskedOf(from);
        if (!requested) {
            lateness.add(environment.nanoTime() - arrived.since);
        }
        return requested;
    }

    /** @param wasInTree whether the tree may be broken now */
    void linkClosed(Neighbor neighbor, boolean wasInTree) {
        long now = environment.nanoTime();
        for (Missing each : missing.values()) {
            for (int i = each.announcers.size() - 1; i >= 0; i--) {
                if (each.announcers.get(i).neighbor() == neighbor) {
                    each.announcers.remove(i);
                    each.asked -= i < each.asked ? 1 : 0;
                }
            }
            each.due = wasInTree ? now : each.due;
        }
        if (wasInTree) {
            urgentUntil = now + URGENT.toNanos();
            if (!missing.isEmpty()) {
                request();
            }
        }
    }

    private void request() {
        scheduled = false;
        long now = environment.nanoTime();
        Map<TreeLink, List<MessageId>> requests = new LinkedHashMap<>();
        Map<MessageId, Missing> later = new LinkedHashMap<>();
        var entries = missing.entrySet().iterator();
        while (entries.hasNext()) {
            var entry = entries.next();
            Missing each = entry.getValue();
            if (each.due - now > 0) {
                break;
            }
            entries.remove();
            if (each.asked < each.announcers.size()) {
                requests.computeIfAbsent(each.announcers.get(each.asked++), link -> new ArrayList<>())
                        .add(entry.getKey());
                each.due = now + ANSWER_TIME.toNanos();
                later.put(entry.getKey(), each);
            } else {
                each.first.addMissing(-1);
            }
        }
        missing.putAll(later);
        requests.forEach((link, ids) -> {
            link.neighbor().graft();
            Announcements.send(link, ids, Graft::new);
        });
        schedule();
    }
}
