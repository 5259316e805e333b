package gossip.peer.tree;

import gossip.node.Environment;
import gossip.node.Timer;
import gossip.peer.overlay.Neighbor;
import gossip.protocol.Message.Graft;
import gossip.protocol.Message.Want;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The messages that neighbors announced and that have not arrived. If the tree does not deliver a message in time, this
 * peer requests it from the announcers, one after the other. If the tree is silent, the request is GRAFT, and the link
 * joins the tree. If the tree delivers the message before the answer, the link leaves the tree again. If the tree
 * delivers other messages, the request is WANT.
 *
 * <pre>
 * IHAVE --> announced --the message arrives----------------------> removed
 *               |                                                    ^
 *               +--timeout--> requested --the answer arrives---------+
 *                              ^  |  |                               |
 *                              |  |  +----another copy arrives-------+  PRUNE after GRAFT
 *                              +--+-------no announcer is left-------+  anti-entropy sends it
 *                     timeout: the next announcer
 * </pre>
 */
final class AnnouncedMessages {

    /** The most missing messages that all neighbors together announced. */
    static final int MAX_MISSING = 4096;
    /** The most missing messages that one neighbor was the first to announce. */
    static final int MAX_OF_LINK = 1024;
    /** How long an announcer has to answer, or the timeout of its link if that is longer. Guessed. */
    static final Duration ANSWER_TIME = Duration.ofMillis(400);
    /** How long after the loss of a link of the tree announced messages are requested without a wait. Guessed. */
    static final Duration URGENT = Duration.ofSeconds(1);

    /** How many timeouts a message has while the tree delivers others, because it may be behind them. Guessed. */
    private static final int PATIENCE = 4;
    /** How long after the answer the tree may deliver the message before the tree counts as broken. Guessed. */
    private static final Duration OVERDUE = Duration.ofSeconds(2);
    /** Messages that arrived on request, and whose copy from the tree is awaited. */
    private static final int MAX_REQUESTED = 256;
    /** Requests are at least so far apart, so that those for a burst are one line. Guessed. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final boolean prunes;
    private final TreeRoot root;
    private final Environment environment;
    private final Map<MessageId, MissingMessage> missing = new LinkedHashMap<>();
    private final Map<MessageId, MissingMessage> requested = new LinkedHashMap<>();
    private Timer timer = () -> { };
    /** Time of the next request in nanoseconds, or a time in the past. */
    private long timerDue;
    private long urgentUntil;

    AnnouncedMessages(boolean prunes, Environment environment, TreeRoot root) {
        this.prunes = prunes;
        this.root = root;
        this.environment = environment;
        this.timerDue = environment.nanoTime();
        this.urgentUntil = timerDue;
    }

    /** Notes that a neighbor announced a message that this peer lacks. Returns false if too many are missing. */
    boolean announced(TreeLink link, MessageId id) {
        long now = environment.nanoTime();
        long due = now + (now - urgentUntil < 0 ? 0 : link.timeoutNanos());
        MissingMessage known = missing.get(id);
        if (known == null) {
            if (missing.size() >= MAX_MISSING || link.missing() >= MAX_OF_LINK) {
                return false;
            }
            known = new MissingMessage(link, due);
            link.addMissing(1);
            missing.put(id, known);
        }
        if (known.add(link, now, due)) {
            schedule(known.due());
        }
        return true;
    }

    /** Schedules the requests, unless they are scheduled for this time or earlier. */
    private void schedule(long due) {
        long now = environment.nanoTime();
        long earliest = Math.max(due, now + PAUSE.toNanos());
        if (timerDue - now <= 0 || earliest - timerDue < 0) {
            timer.cancel();
            timerDue = earliest;
            timer = environment.schedule(Duration.ofNanos(timerDue - now), this::request);
        }
    }

    /** Notes the first copy of a message. Returns whether it came on request because the tree is broken. */
    boolean arrived(Neighbor from, MessageId id) {
        MissingMessage arrived = missing.isEmpty() ? null : missing.remove(id);
        if (arrived == null) {
            return false;
        }
        arrived.first().addMissing(-1);
        if (arrived.wasAskedOf(from)) {
            arrived.setDue(environment.nanoTime());
            requested.put(id, arrived);
            if (requested.size() > MAX_REQUESTED) {
                requested.remove(requested.keySet().iterator().next());
            }
            return root.isSilent() || isOverdue();
        }
        arrived.arrivedThroughTree(environment.nanoTime());
        undo(arrived);
        return false;
    }

    /** Returns whether the tree, since its last change, has not delivered a requested message for too long. */
    private boolean isOverdue() {
        long now = environment.nanoTime();
        return requested.values().stream()
                .anyMatch(each -> now - each.due() > OVERDUE.toNanos() && !root.branches().changedAfter(each.due()));
    }

    /** Prunes the links of requests that were not needed. The link of the first copy stays, so the tree does, too. */
    private void undo(MissingMessage arrived) {
        for (Neighbor asked : arrived.asked()) {
            if (prunes && !asked.isLazy() && !root.branches().contains(asked)) {
                TreeLink.prune(asked);
            }
        }
    }

    /** Notes another copy of a message. If the first one was requested, the tree delivers later than was expected. */
    void anotherCopy(Neighbor from, Origin origin, long sequence) {
        if (requested.isEmpty()) {
            return;
        }
        MessageId id = new MessageId(origin, sequence);
        MissingMessage arrived = requested.get(id);
        if (arrived != null && !arrived.wasAskedOf(from)) {
            requested.remove(id);
            arrived.arrivedThroughTree(environment.nanoTime());
            if (root.branches().contains(from)) {
                undo(arrived);
            }
        }
    }

    /** @param wasInTree whether the tree may be broken now */
    void linkClosed(Neighbor neighbor, boolean wasInTree) {
        long now = environment.nanoTime();
        for (MissingMessage each : missing.values()) {
            each.linkClosed(neighbor);
            if (wasInTree) {
                each.setDue(now);
            }
        }
        if (wasInTree) {
            urgentUntil = now + URGENT.toNanos();
            request();
        }
    }

    /** Requests messages. The link joins the tree, unless the tree works and is only late. */
    private void request(TreeLink link, IdRanges ids) {
        if (root.isSilent()) {
            link.neighbor().graft();
            Announcements.send(link, ids.lines(), Graft::new);
        } else {
            Announcements.send(link, ids.lines(), Want::new);
        }
    }

    private void request() {
        long now = environment.nanoTime();
        timer.cancel();
        timerDue = now;
        int timeouts = root.isSilent() ? 1 : PATIENCE;
        Map<TreeLink, IdRanges> requests = new LinkedHashMap<>();
        missing.entrySet().removeIf(entry -> {
            MissingMessage each = entry.getValue();
            if (now - urgentUntil > 0) {
                each.postpone(timeouts);
            }
            if (each.due() - now > 0) {
                return false;
            }
            Optional<TreeLink> next = each.next();
            next.ifPresentOrElse(link -> {
                requests.computeIfAbsent(link, key -> new IdRanges()).add(entry.getKey());
                each.setDue(now + Math.max(ANSWER_TIME.toNanos(), link.timeoutNanos()));
            }, () -> each.first().addMissing(-1));
            return next.isEmpty();
        });
        requests.forEach(this::request);
        missing.values().stream().mapToLong(MissingMessage::due).min().ifPresent(this::schedule);
    }
}
