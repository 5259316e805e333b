package gossip.peer.broadcast;

import gossip.peer.overlay.Neighbor;
import gossip.peer.tree.BroadcastTree;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Tree;
import gossip.protocol.MessageId;
import gossip.protocol.MessageIds;

/** What neighbors announce and request on links outside of the tree, compared with the messages of this peer. */
public final class TreeRequests {

    private final BroadcastTree tree;
    private final MessageHistory history;
    private final Broadcast broadcast;

    public TreeRequests(BroadcastTree tree, MessageHistory history, Broadcast broadcast) {
        this.tree = tree;
        this.history = history;
        this.broadcast = broadcast;
    }

    public void received(Neighbor from, Tree message) {
        tree.received(from, message, this::isWanted, this::supply);
    }

    private boolean isWanted(MessageId id) {
        return !history.contains(id) && !history.isOutOfRange(id) && !broadcast.isForged(id.origin());
    }

    /** Sends the stored messages among these. Anti-entropy accounts for those that are not stored any more. */
    private void supply(Neighbor neighbor, MessageIds ids) {
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
            broadcast.send(neighbor, gossip);
        }
    }
}
