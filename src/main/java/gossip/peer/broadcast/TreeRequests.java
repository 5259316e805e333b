package gossip.peer.broadcast;

import gossip.peer.overlay.Neighbor;
import gossip.peer.tree.BroadcastTree;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Tree;
import gossip.protocol.MessageId;
import gossip.protocol.MessageIds;
import java.util.List;

/** What neighbors announce and request on links outside of the tree, compared with the messages of this peer. */
public final class TreeRequests implements BroadcastTree.Messages {

    private final BroadcastTree tree;
    private final MessageHistory history;
    private final Broadcast broadcast;
    private final AntiEntropy antiEntropy;

    public TreeRequests(BroadcastTree tree, MessageHistory history, Broadcast broadcast, AntiEntropy antiEntropy) {
        this.tree = tree;
        this.history = history;
        this.broadcast = broadcast;
        this.antiEntropy = antiEntropy;
    }

    public void received(Neighbor from, Tree message) {
        tree.received(from, message, this);
    }

    @Override
    public List<MessageId> missing(MessageIds ids) {
        return broadcast.isForged(ids.origin()) || history.isAhead(ids.origin()) ? List.of()
                : history.table().received(ids.origin()).missing(ids);
    }

    @Override
    public void compare(Neighbor neighbor) {
        antiEntropy.sendDigest(neighbor);
    }

    /** Sends the stored messages among these. Anti-entropy accounts for those that are not stored any more. */
    @Override
    public void supply(Neighbor neighbor, MessageIds ids) {
        history.find(ids.origin()).ifPresent(state -> {
            int left = ids.count();
            long position = state.newest();
            while (left > 0 && history.cache().isRetained(position) && tree.tryLook(neighbor)) {
                Gossip gossip = history.cache().message(position);
                if (ids.contains(gossip.id().sequence())) {
                    left--;
                    supply(neighbor, gossip);
                }
                position = history.cache().previous(position);
            }
        });
    }

    private void supply(Neighbor neighbor, Gossip gossip) {
        if (broadcast.authentication().isValid(gossip.payload())) {
            broadcast.sendInFull(neighbor, gossip);
        }
    }
}
