package gossip.peer.broadcast;

import gossip.peer.overlay.Neighbor;
import gossip.protocol.Message.Graft;
import gossip.protocol.Message.Prune;
import gossip.protocol.MessageId;
import gossip.protocol.PeerId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which neighbor pushes which origin's messages to which: flood and prune, per origin.
 *
 * <pre>
 *              second copy of o from n, who is not o's source: PRUNE o
 *   n pushes o ---------------------------------------------------------> n spares us o
 *       ^                                                                      |
 *       +----- GRAFT o: n turned out to be the first; GRAFT: a link of ours came or went; WATERMARKS: we lack something
 * </pre>
 *
 * The source of an origin is the neighbor that was the first with its latest message, and it is never pruned. As each
 * peer's source had that message before, sources lead back to the origin and never round in a circle, however messages
 * overtake each other in a burst.
 */
public final class BroadcastTrees {

    /** What we have said of one origin. */
    private static final class Tree {
        private Optional<Neighbor> source = Optional.empty();
        private long latest = -1;
        private final Set<Neighbor> pruned = new HashSet<>();

        private boolean isSource(Neighbor neighbor) {
            return source.isPresent() && source.get() == neighbor;
        }
    }

    private final boolean active;
    private final Map<PeerId, Tree> trees = new HashMap<>();

    public BroadcastTrees(Dissemination dissemination) {
        this.active = dissemination == Dissemination.PRUNE;
    }

    void firstCopy(Neighbor from, MessageId id) {
        if (!active) {
            return;
        }
        forgetAllIfTooMany();
        Tree tree = trees.computeIfAbsent(id.origin(), unseen -> new Tree());
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

    void anotherCopy(Neighbor from, PeerId origin) {
        Tree tree = trees.get(origin);
        if (tree != null && !tree.isSource(from) && tree.pruned.add(from)) {
            from.link().send(new Prune(origin));
        }
    }

    /** A link came or went: the trees may be broken, so everybody floods to us, and we to everybody, once more. */
    public void linksChanged(Iterable<Neighbor> neighbors) {
        Set<Neighbor> silenced = new HashSet<>();
        trees.values().forEach(tree -> silenced.addAll(tree.pruned));
        trees.clear();
        for (Neighbor neighbor : neighbors) {
            neighbor.graftAll();
            if (silenced.contains(neighbor)) {
                neighbor.link().send(new Graft(Optional.empty()));
            }
        }
    }

    /** We lack something that this neighbor has: our request for it also ends all that we have pruned there. */
    void watermarksRequested(Neighbor neighbor) {
        trees.values().forEach(tree -> tree.pruned.remove(neighbor));
    }

    /** Forgetting is safe: the next second copy is pruned again. */
    private void forgetAllIfTooMany() {
        if (trees.size() >= MessageHistory.MAX_ORIGINS) {
            trees.clear();
        }
    }
}
