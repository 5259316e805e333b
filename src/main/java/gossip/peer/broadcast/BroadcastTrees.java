package gossip.peer.broadcast;

import gossip.peer.overlay.Neighbor;
import gossip.protocol.Message.Graft;
import gossip.protocol.Message.Prune;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The broadcast trees of this peer, one for each origin. A tree is what remains of the links when redundant senders are
 * pruned. For an origin o and a neighbor n that is not the source of o:
 *
 * <pre>
 *           another copy of a message of o arrives from n: PRUNE o
 *   eager -----------------------------------------------------------> pruned: n sends no messages of o
 *     ^                                                                   |
 *     +------n becomes the source: GRAFT o--------------------------------+
 *     +------a link of this peer opens or closes: GRAFT-------------------+
 *     +------an exchange of missing messages with n begins----------------+
 * </pre>
 *
 * <p>The source of an origin is the neighbor that first sent its latest message. The source is never pruned. It had
 * that message before this peer, so the sources lead back to the origin without a cycle.
 */
public final class BroadcastTrees {

    private static final class Tree {
        private Optional<Neighbor> source = Optional.empty();
        /** Highest sequence number received; -1 before the first. */
        private long latest = -1;
        private final Set<Neighbor> pruned = new HashSet<>();

        private boolean isSource(Neighbor neighbor) {
            return source.isPresent() && source.get() == neighbor;
        }
    }

    private final boolean active;
    private final Map<Origin, Tree> trees = new HashMap<>();

    public BroadcastTrees(Dissemination dissemination) {
        this.active = dissemination == Dissemination.PRUNE;
    }

    /**
     * Makes the sender the source, unless a later message of the origin arrived before. Unlike Plumtree, this protects
     * the source from pruning, so messages that overtake each other in a burst do not cut a peer off.
     */
    void firstCopy(Neighbor from, MessageId id) {
        if (!active) {
            return;
        }
        clearIfFull();
        Tree tree = trees.computeIfAbsent(id.origin(), origin -> new Tree());
        if (id.sequence() > tree.latest) {
            tree.latest = id.sequence();
            if (!tree.isSource(from)) {
                tree.source = Optional.of(from);
                if (tree.pruned.remove(from)) {
                    from.link().send(new Graft(Optional.of(id.origin())));
                }
            }
        }
    }

    /** Prunes the sender. Unlike Plumtree, only for this origin, and pruned links do not announce messages (IHAVE). */
    void anotherCopy(Neighbor from, Origin origin) {
        Tree tree = trees.get(origin);
        if (tree != null && !tree.isSource(from) && tree.pruned.add(from)) {
            from.link().send(new Prune(origin));
        }
    }

    /**
     * Ends all pruning, in both directions, because the trees may be broken. Unlike in Plumtree, where a missing
     * message repairs a tree, the next messages of each origin are flooded again.
     */
    public void linksChanged(Iterable<Neighbor> neighbors) {
        Set<Neighbor> pruned = new HashSet<>();
        trees.values().forEach(tree -> pruned.addAll(tree.pruned));
        trees.clear();
        for (Neighbor neighbor : neighbors) {
            neighbor.graftAll();
            if (pruned.contains(neighbor)) {
                neighbor.link().send(new Graft(Optional.empty()));
            }
        }
    }

    /** Ends the pruning of this neighbor. The beginning of an exchange acts as GRAFT at both ends. */
    void exchangeBegins(Neighbor neighbor) {
        trees.values().forEach(tree -> tree.pruned.remove(neighbor));
    }

    /** Clearing is safe. The next duplicate is pruned again. */
    private void clearIfFull() {
        if (trees.size() >= OriginTable.MAX_UNLISTED) {
            trees.clear();
        }
    }
}
