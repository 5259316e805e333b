package gossip.peer.overlay;

import gossip.node.LinkHandler;

/** A receiver of every change of the links. It also supplies their handlers and the digest of this peer. */
public interface OverlayListener {

    /** Returns the handler of a new link. It calls {@link Overlay#linkLost} when the link is closed. */
    LinkHandler handler(Neighbor neighbor);

    void connected(Neighbor neighbor);

    /** Returns the digest for a PING. */
    long digest();

    /** Is called after the neighbor has been removed and its link closed. */
    void disconnected(Neighbor neighbor, DisconnectCause cause);
}
