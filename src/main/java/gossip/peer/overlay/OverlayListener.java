package gossip.peer.overlay;

import gossip.node.LinkHandler;

/** A receiver of every change of the links, which supplies the handlers of what arrives on them. */
public interface OverlayListener {

    /** Returns the handler of a new link. It calls {@link Overlay#linkLost} when the link is closed. */
    LinkHandler handler(Neighbor neighbor);

    void connected(Neighbor neighbor);

    /** Returns the digest that a PING on a link carries. */
    long digest();

    /** Is called after the neighbor has been removed and its link closed. */
    void disconnected(Neighbor neighbor, DisconnectCause cause);
}
