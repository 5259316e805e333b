package gossip.peer.broadcast;

/** The result of adding a message to the history. */
enum Addition {
    /** New, and to be forwarded. */
    NEW,
    /** New, and so old that neighbors may have had it and forgotten its origin. It must not be forwarded. */
    OLD,
    DUPLICATE,
    /** Neither accepted nor counted as received. */
    DROPPED
}
