package gossip.peer.tree;

import gossip.node.Environment;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.protocol.Message.Graft;
import gossip.protocol.Message.Ihave;
import gossip.protocol.Message.Prune;
import gossip.protocol.Message.Root;
import gossip.protocol.Message.Tree;
import gossip.protocol.Message.Want;
import gossip.protocol.MessageId;
import gossip.protocol.MessageIds;
import gossip.protocol.Origin;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The broadcast tree: the links that carry messages in full. All origins share it. The other links are lazy: they carry
 * announcements, with which a peer finds and repairs a broken tree.
 *
 * <pre>
 *   new link     second copy of ROOT or of a message: PRUNE
 *      +--> in the tree --------------------------------------> lazy: IHAVE
 *                ^                                                |
 *                +--first copy of ROOT, or the tree is broken: ---+
 *                   GRAFT
 * </pre>
 *
 * <p>A peer that floods never sends PRUNE, but answers to it.
 */
public final class BroadcastTree {

    /** The messages of this peer. */
    public interface Messages {

        /** Returns those of the ids that this peer lacks and would accept. */
        List<MessageId> missing(MessageIds ids);

        /** Sends the neighbor those of the ids that this peer stores. */
        void supply(Neighbor neighbor, MessageIds ids);

        /** Compares the messages of both ends, and sends those that one of them lacks. */
        void compare(Neighbor neighbor);
    }

    /** Messages in IHAVE lines of one neighbor. Further ones are ignored. Guessed. */
    static final int ANNOUNCEMENTS_PER_SECOND = 16_384;
    /** Stored messages that GRAFT and WANT lines of one neighbor may cause this peer to look at. Guessed. */
    static final int GRAFTS_PER_SECOND = 16_384;

    /** How long after the last new message both ends compare theirs, if too many were announced. Guessed. */
    private static final Duration COMPARE_AFTER = Duration.ofSeconds(1);

    private final boolean prunes;
    private final Environment environment;
    private final Announcements announcements;
    private final AnnouncedMessages announced;
    private final TreeRoot root;
    private final Map<Neighbor, TreeLink> links = new IdentityHashMap<>();
    /** True while a comparison is due. */
    private boolean comparing;
    /** When the last new message arrived, in nanoseconds. */
    private long arrivedAt;

    /** @param prunes whether this peer sends PRUNE */
    public BroadcastTree(boolean prunes, Environment environment, Overlay overlay) {
        this.prunes = prunes;
        this.environment = environment;
        arrivedAt = environment.nanoTime();
        announcements = new Announcements(environment);
        root = new TreeRoot(prunes, environment, overlay);
        announced = new AnnouncedMessages(prunes, environment, root);
    }

    private TreeLink link(Neighbor neighbor) {
        return links.computeIfAbsent(neighbor, key -> new TreeLink(neighbor, environment.nanoTime()));
    }

    /** Notes a message that this peer publishes. */
    public void published(MessageId id) {
        root.publishes(id.origin(), Optional.empty());
    }

    /** Notes the first copy of a message. */
    public void firstCopy(Neighbor from, MessageId id) {
        root.copyReceived(from);
        arrivedAt = environment.nanoTime();
        if (announced.arrived(from, id)) {
            root.repair(from);
        }
        root.publishes(id.origin(), Optional.of(from));
    }

    /** Notes another copy of a message. */
    public void anotherCopy(Neighbor from, Origin origin, long sequence) {
        root.copyReceived(from);
        if (prunes) {
            announced.anotherCopy(from, origin, sequence);
            if (root.isSettled() && !root.branches().contains(from)) {
                link(from).pruneAgain(environment.nanoTime());
            }
        }
    }

    /** Returns whether messages are sent on lazy links, too, until the tree is built. */
    public boolean isFlooding() {
        return root.isBuilding();
    }

    /** Announces a message to a neighbor soon. */
    public void announce(Neighbor neighbor, MessageId id) {
        announcements.add(link(neighbor), id);
    }

    /** Handles a message of a neighbor about the tree. */
    public void received(Neighbor from, Tree message, Messages messages) {
        switch (message) {
            case Ihave ihave -> ihave.ids().forEach(ids -> announced(link(from), ids, messages));
            case Prune prune -> pruned(from);
            case Root built -> root.received(from, built);
            case Want want -> want.ids().forEach(ids -> messages.supply(from, ids));
            case Graft graft -> {
                from.graft();
                if (graft.ids().isEmpty()) {
                    root.branches().addChild(from);
                }
                graft.ids().forEach(ids -> messages.supply(from, ids));
                if (links.containsKey(from)) {
                    announcements.take(link(from)).forEach(line -> line.forEach(ids -> messages.supply(from, ids)));
                }
            }
        }
    }

    /** Accepts PRUNE, except on the link through which the tree reaches this peer. */
    private void pruned(Neighbor from) {
        if (root.branches().isParent(from)) {
            from.link().send(new Graft(List.of()));
        } else {
            root.branches().removeChild(from);
            from.prune();
        }
    }

    private void announced(TreeLink link, MessageIds ids, Messages messages) {
        if (link.announcements().tryAcquire(ids.count(), environment.nanoTime())) {
            link.unannounced().known(ids);
            List<MessageId> missing = messages.missing(ids);
            boolean tooMany = false;
            for (MessageId id : missing) {
                tooMany |= !announced.announced(link, id);
            }
            if (tooMany) {
                compareLater(link.neighbor(), messages);
            }
            if (missing.isEmpty()) {
                link.addLateness(0);
            }
        }
    }

    /** Compares all messages with a neighbor that announced more than can be requested, when no more arrive. */
    private void compareLater(Neighbor neighbor, Messages messages) {
        if (!comparing) {
            comparing = true;
            environment.schedule(COMPARE_AFTER, () -> {
                comparing = false;
                if (environment.nanoTime() - arrivedAt < COMPARE_AFTER.toNanos()) {
                    compareLater(neighbor, messages);
                } else if (links.containsKey(neighbor)) {
                    messages.compare(neighbor);
                }
            });
        }
    }

    /** Takes a permit to look at a stored message for a GRAFT or WANT of this neighbor. */
    public boolean tryLook(Neighbor neighbor) {
        return link(neighbor).grafts().tryAcquire(environment.nanoTime());
    }

    /** Sends the root of the tree to a new neighbor. */
    public void linkOpened(Neighbor neighbor) {
        root.linkOpened(neighbor);
    }

    public void linkClosed(Neighbor neighbor) {
        TreeLink link = links.remove(neighbor);
        if (link != null) {
            announcements.linkClosed(link);
        }
        root.branches().linkClosed(neighbor);
        announced.linkClosed(neighbor, prunes && !neighbor.isLazy());
    }
}
