package gossip.peer.tree;

import gossip.node.Environment;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.protocol.Message.Graft;
import gossip.protocol.Message.Ihave;
import gossip.protocol.Message.Prune;
import gossip.protocol.Message.Root;
import gossip.protocol.Message.Tree;
import gossip.protocol.MessageId;
import gossip.protocol.MessageIds;
import gossip.protocol.Origin;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The broadcast tree: the links that carry messages in full. All origins share it. The other links are lazy: they carry
 * announcements, with which a peer finds and repairs a broken tree.
 *
 * <pre>
 *   new link       second copy of the chosen message: PRUNE
 *      +--> in the tree --------------------------------------> lazy: IHAVE
 *                ^                                                |
 *                +--an announced message is missing: GRAFT--------+
 * </pre>
 *
 * <p>A peer that floods never sends PRUNE, but answers to it.
 */
public final class BroadcastTree {

    /** Messages in IHAVE lines of one neighbor. Further ones are ignored. Guessed. */
    static final int ANNOUNCEMENTS_PER_SECOND = 16_384;
    /** Lines and stored messages that GRAFT lines of one neighbor may cause this peer to look at. Guessed. */
    static final int GRAFTS_PER_SECOND = 16_384;

    private final boolean prunes;
    private final Environment environment;
    private final Announcements announcements;
    private final AnnouncedMessages announced;
    private final PruneElection election;
    private final TreeRoot root;
    private final Map<Neighbor, TreeLink> links = new IdentityHashMap<>();

    /** @param prunes whether this peer sends PRUNE */
    public BroadcastTree(boolean prunes, Environment environment, Overlay overlay) {
        this.prunes = prunes;
        this.environment = environment;
        announcements = new Announcements(environment);
        election = new PruneElection(environment, this::isBranch);
        root = new TreeRoot(prunes, environment, overlay, election);
        announced = new AnnouncedMessages(prunes, environment, root::isBranch);
    }

    private boolean isBranch(Neighbor neighbor) {
        return root.isBranch(neighbor);
    }

    private TreeLink link(Neighbor neighbor) {
        return links.computeIfAbsent(neighbor, key -> new TreeLink(neighbor, environment.nanoTime()));
    }

    /** Notes a message that this peer publishes. */
    public void published(MessageId id) {
        if (prunes) {
            root.publishes(id.origin());
            election.firstCopy(Optional.empty(), id);
        }
    }

    /** Notes the first copy of a message. */
    public void firstCopy(Neighbor from, MessageId id) {
        announced.arrived(from, id);
        if (prunes) {
            root.publishes(id.origin());
            election.firstCopy(Optional.of(from), id);
        }
    }

    /** Notes another copy of a message. */
    public void anotherCopy(Neighbor from, Origin origin, long sequence) {
        if (prunes) {
            election.anotherCopy(from, origin, sequence);
            announced.anotherCopy(from, origin, sequence);
        }
    }

    /** Returns whether messages are sent on lazy links, too, until the tree of a hub is built. */
    public boolean isFlooding() {
        return root.isAwaited();
    }

    /** Announces a message to a neighbor soon. */
    public void announce(Neighbor neighbor, MessageId id) {
        announcements.add(link(neighbor), id);
    }

    /**
     * Handles a message of a neighbor about the tree.
     *
     * @param isWanted whether this peer lacks a message and would accept it
     * @param supply sends the neighbor those of the ids that this peer stores
     */
    public void received(Neighbor from, Tree message, Predicate<MessageId> isWanted,
            BiConsumer<Neighbor, MessageIds> supply) {
        switch (message) {
            case Ihave ihave -> ihave.ids().forEach(ids -> announced(link(from), ids, isWanted));
            case Prune prune -> pruned(from);
            case Root built -> root.received(from, built);
            case Graft graft -> {
                from.graft();
                if (graft.ids().isEmpty()) {
                    root.addChild(from);
                }
                graft.ids().forEach(ids -> supply.accept(from, ids));
                if (links.containsKey(from)) {
                    MessageIds.lines(announcements.take(link(from)))
                            .forEach(line -> line.forEach(ids -> supply.accept(from, ids)));
                }
            }
        }
    }

    /** Accepts PRUNE, except on the link through which the tree of a hub reaches this peer. */
    private void pruned(Neighbor from) {
        if (prunes && root.isParent(from)) {
            from.link().send(new Graft(List.of()));
        } else {
            root.removeChild(from);
            from.prune();
        }
    }

    private void announced(TreeLink link, MessageIds ids, Predicate<MessageId> isWanted) {
        ids.forEach(sequence -> {
            if (link.announcements().tryAcquire(environment.nanoTime())) {
                MessageId id = new MessageId(ids.origin(), sequence);
                announcements.known(link, id);
                if (isWanted.test(id)) {
                    announced.announced(link, id);
                } else {
                    link.addLateness(0);
                }
            }
        });
    }

    /** Takes a permit to look at a stored message for a GRAFT of this neighbor. */
    public boolean tryLook(Neighbor neighbor) {
        return link(neighbor).grafts().tryAcquire(environment.nanoTime());
    }

    public void linkClosed(Neighbor neighbor) {
        TreeLink link = links.remove(neighbor);
        if (link != null) {
            announcements.linkClosed(link);
        }
        election.linkClosed(neighbor);
        root.linkClosed(neighbor);
        announced.linkClosed(neighbor, prunes && !neighbor.isLazy());
    }
}
