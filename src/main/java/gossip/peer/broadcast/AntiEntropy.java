package gossip.peer.broadcast;

import gossip.node.PeerListener;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Neighbor;
import gossip.protocol.Message;
import gossip.protocol.Message.Digest;
import gossip.protocol.Message.Floor;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Watermark;
import gossip.protocol.Message.Watermarks;
import gossip.protocol.PeerId;
import java.util.List;
import java.util.Map;

/**
 * Fills in what flooding could not deliver: to a late joiner, across a healed partition, to a slow neighbor.
 *
 * <p>Each side asks for what itself lacks. When a link comes up, or a full queue has drained, we tell our digest; who
 * sees another digest than its own, then or at two heartbeats in a row, tells its watermarks; who hears watermarks
 * sends what lies beyond them.
 *
 * <pre>
 * A --DIGEST--> B   differs
 * A <--WATERMARKS n, n x WATERMARK-- B
 * A --FLOOR..., GOSSIP...--> B
 * </pre>
 *
 * What a neighbor says of others' messages may be wrong. Its watermarks decide only what it is sent. Its floors answer
 * our question or are refused, never concern our own life, and keep us from asking for nothing that is newer than what
 * we have ({@link ReceivedSet}): a liar may cost us what lies in a gap, not what is still to come.
 */
public final class AntiEntropy {

    private final LocalPeer self;
    private final MessageHistory history;
    private final BroadcastTrees trees;
    private final PeerListener listener;

    public AntiEntropy(LocalPeer self, MessageHistory history, BroadcastTrees trees, PeerListener listener) {
        this.self = self;
        this.history = history;
        this.trees = trees;
        this.listener = listener;
    }

    /** Lets the neighbor see whether it lacks something, or we. */
    public void compare(Neighbor neighbor) {
        neighbor.link().send(new Digest(history.digest()));
    }

    public void drained(Neighbor neighbor) {
        neighbor.lagging(false);
        compare(neighbor);
    }

    public void digest(Neighbor neighbor, Digest digest) {
        if (digest.value() != history.digest()) {
            ask(neighbor);
        }
    }

    /** The digest that a PING or its reply carries: it often differs by a message that is on its way. */
    public void heartbeatDigest(Neighbor neighbor, long digest) {
        if (neighbor.differs(digest != history.digest())) {
            ask(neighbor);
        }
    }

    private void ask(Neighbor neighbor) {
        neighbor.asked();
        trees.watermarksRequested(neighbor);
        List<Watermark> watermarks = history.watermarks();
        neighbor.link().send(new Watermarks(watermarks.size()));
        watermarks.forEach(neighbor.link()::send);
    }

    public void watermarks(Neighbor neighbor, Watermarks header) {
        neighbor.graftAll();
        neighbor.expectWatermarks(header.count());
        if (header.count() == 0) {
            supply(neighbor, Map.of());
        }
    }

    /** @return false when it was not announced */
    public boolean watermark(Neighbor neighbor, Watermark watermark) {
        if (!neighbor.awaitsWatermarks()) {
            return false;
        }
        neighbor.watermark(watermark.origin(), watermark.next());
        if (!neighbor.awaitsWatermarks()) {
            supply(neighbor, neighbor.takeWatermarks());
        }
        return true;
    }

    /** @return false when we had asked for nothing */
    public boolean floor(Neighbor neighbor, Floor floor) {
        if (neighbor.wasAsked() && !floor.origin().equals(self.id())) {
            history.raiseFloor(floor.origin(), floor.next());
        }
        return neighbor.wasAsked();
    }

    /** Stops where the queue is full; the digest sent when it has drained brings the next portion. */
    private void supply(Neighbor neighbor, Map<PeerId, Long> theirs) {
        int messages = 0;
        for (Message missing : history.missingFrom(theirs)) {
            if (!neighbor.link().send(missing)) {
                neighbor.lagging(true);
                break;
            }
            messages += missing instanceof Gossip ? 1 : 0;
        }
        if (messages > 0) {
            listener.supplied(neighbor.address(), messages);
        }
    }
}
