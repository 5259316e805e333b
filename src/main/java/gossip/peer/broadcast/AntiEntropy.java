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
import gossip.protocol.Origin;
import java.util.List;
import java.util.Map;

/**
 * The exchange of messages that flooding did not deliver: to a peer that joined later, across a healed partition, or to
 * a lagging neighbor. Each side requests what it lacks itself.
 *
 * <pre>
 * A --DIGEST, or digest in a PING-------> B   B compares it with its own digest
 * A <--WATERMARKS n, n x WATERMARK------- B   if they differ
 * A --FLOOR..., GOSSIP...--------------> B   what B lacks
 * </pre>
 *
 * <p>DIGEST is sent when a link opens and when a full send queue is empty again. The digests of two consecutive PINGs
 * must differ, because a message in flight causes a single difference.
 *
 * <p>A neighbor may lie about the messages of others. Its watermarks only decide what it is sent. Its FLOOR is accepted
 * only after a request, and never for messages of this peer ({@link ReceivedSet} limits the damage).
 */
public final class AntiEntropy {

    private final LocalPeer self;
    private final MessageHistory history;
    private final BroadcastTrees trees;
    private final Broadcast broadcast;
    private final PeerListener listener;

    public AntiEntropy(LocalPeer self, MessageHistory history, BroadcastTrees trees, Broadcast broadcast,
            PeerListener listener) {
        this.self = self;
        this.history = history;
        this.trees = trees;
        this.broadcast = broadcast;
        this.listener = listener;
    }

    public void sendDigest(Neighbor neighbor) {
        neighbor.link().send(new Digest(history.digest()));
    }

    /** Ends the lag of a neighbor whose send queue is empty again. */
    public void drained(Neighbor neighbor) {
        neighbor.setLagging(false);
        sendDigest(neighbor);
    }

    public void digest(Neighbor neighbor, Digest digest) {
        if (digest.value() != history.digest()) {
            requestMissing(neighbor);
        }
    }

    /** Compares the digest of a PING. */
    public void heartbeatDigest(Neighbor neighbor, long digest) {
        if (neighbor.differsRepeatedly(digest != history.digest())) {
            requestMissing(neighbor);
        }
    }

    private void requestMissing(Neighbor neighbor) {
        neighbor.setQueried();
        trees.watermarksRequested(neighbor);
        List<Watermark> watermarks = history.watermarks();
        neighbor.link().send(new Watermarks(watermarks.size()));
        watermarks.forEach(neighbor.link()::send);
    }

    public void watermarks(Neighbor neighbor, Watermarks header) {
        neighbor.graftAll();
        neighbor.expectWatermarks(header.count());
        if (header.count() == 0) {
            sendMissing(neighbor, Map.of());
        }
    }

    /** @return false if the neighbor did not announce this line with WATERMARKS */
    public boolean watermark(Neighbor neighbor, Watermark watermark) {
        if (!neighbor.awaitsWatermarks()) {
            return false;
        }
        neighbor.addWatermark(watermark.origin(), watermark.next());
        if (!neighbor.awaitsWatermarks()) {
            sendMissing(neighbor, neighbor.takeWatermarks());
        }
        return true;
    }

    /** @return false if this peer never sent its watermarks on this link */
    public boolean floor(Neighbor neighbor, Floor floor) {
        if (neighbor.isQueried() && !floor.origin().equals(self.origin())) {
            history.raiseFloor(floor.origin(), floor.next());
        }
        return neighbor.isQueried();
    }

    /** Stops when the send queue is full. The digest that follows when it is empty requests the next part. */
    private void sendMissing(Neighbor neighbor, Map<Origin, Long> watermarks) {
        int messages = 0;
        for (Message missing : history.missingFrom(watermarks)) {
            if (!neighbor.link().send(missing)) {
                neighbor.setLagging(true);
                break;
            }
            messages += missing instanceof Gossip ? 1 : 0;
        }
        if (!neighbor.isLagging()) {
            broadcast.supplied();
        }
        if (messages > 0) {
            listener.supplied(neighbor.address(), messages);
        }
    }
}
