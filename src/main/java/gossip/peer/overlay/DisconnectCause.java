package gossip.peer.overlay;

/** The reason why a link between neighbors ended. */
public enum DisconnectCause {
    /** The connection was closed or reset without BYE or LEAVE, or one end sent ERROR. The neighbor may be dead. */
    CONNECTION_LOST,
    /** This peer declared the neighbor dead. */
    DEAD,
    /** The neighbor left the network or sent BYE, or this peer leaves the network. */
    LEFT,
    /** One end had surplus links, and both ends agreed to close this one. */
    SHED,
    /** The peer that dialed reached its maximum degree during the handshake. The link was never used. */
    REFUSED,
    /** The link carried nothing while the neighbor was reachable. A new link to the same neighbor takes its place. */
    HALF_OPEN,
    /** A higher incarnation of the neighbor opened a new link. */
    REPLACED;

    /** Returns whether the neighbor itself was lost, so that another link may take its place. */
    public boolean isLoss() {
        return this == CONNECTION_LOST || this == DEAD || this == LEFT;
    }
}
