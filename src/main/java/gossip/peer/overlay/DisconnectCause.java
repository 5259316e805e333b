package gossip.peer.overlay;

/** What becomes of a link that is lost. */
public enum DisconnectCause {
    /** Closed or reset without a word: the neighbor may be dead. */
    CONNECTION_LOST,
    /** Held for dead by us. */
    DEAD,
    /** The neighbor said goodbye, or is known to live elsewhere in its life: nobody is dead. */
    LEFT,
    /** Both ends can do without it. */
    SHED,
    /** Its dialler turned out to be full just after we had accepted it: it has never been one. */
    REFUSED,
    /** A later life of the same address takes its place at once. */
    REPLACED
}
