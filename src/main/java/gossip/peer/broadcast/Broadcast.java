package gossip.peer.broadcast;

import gossip.node.PeerListener;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.PeerId;
import gossip.protocol.Utf8String;

/**
 * Spreads messages: one that is new goes to every neighbor that takes it, except the one that it came from; another copy
 * ends here.
 */
public final class Broadcast {

    private final LocalPeer self;
    private final Overlay overlay;
    private final MessageHistory history;
    private final BroadcastTrees trees;
    private final PeerListener listener;
    private PeerId publishedAs;
    private long published;
    private long duplicates;
    private long receptions;

    public Broadcast(LocalPeer self, Overlay overlay, MessageHistory history, BroadcastTrees trees, PeerListener listener) {
        this.self = self;
        this.overlay = overlay;
        this.history = history;
        this.trees = trees;
        this.listener = listener;
        this.publishedAs = self.id();
    }

    public void publish(Utf8String text) {
        if (!publishedAs.equals(self.id())) {
            publishedAs = self.id();
            published = 0;
        }
        Gossip gossip = new Gossip(1, new MessageId(publishedAs, published++), text);
        history.add(gossip);
        listener.generated(gossip);
        sendToAllBut(null, gossip);
    }

    public void received(Neighbor from, Gossip gossip) {
        if (duplicate(from, gossip.id())) {
            return;
        }
        Gossip onward = gossip.onward();
        if (!history.add(onward)) {
            // Of a life that was forgotten.
            duplicates++;
            return;
        }
        receptions++;
        trees.firstCopy(from, gossip.id());
        listener.received(gossip, from.address());
        int forwarded = sendToAllBut(from, onward);
        if (forwarded > 0) {
            listener.forwarded(gossip, forwarded);
        }
    }

    /** @return whether it is a copy of a message that is here already */
    public boolean duplicate(Neighbor from, MessageId id) {
        boolean repeated = history.contains(id);
        if (repeated) {
            duplicates++;
            from.sentDuplicate(true);
            trees.anotherCopy(from, id.origin());
        }
        return repeated;
    }

    /** A neighbor whose queue is full is left behind, never waited for; anti-entropy fills it in. */
    private int sendToAllBut(Neighbor source, Gossip gossip) {
        int sent = 0;
        for (Neighbor neighbor : overlay.neighbors()) {
            if (neighbor != source && neighbor.isEager(gossip.id().origin())) {
                neighbor.lagging(!neighbor.link().send(gossip));
                sent += neighbor.isLagging() ? 0 : 1;
            }
        }
        return sent;
    }

    /** Messages generated in the present life. */
    public long published() {
        return publishedAs.equals(self.id()) ? published : 0;
    }

    public long receptions() {
        return receptions;
    }

    public long duplicates() {
        return duplicates;
    }
}
