package gossip.peer.overlay;

/** The place of a neighbor in the broadcast tree, as far as this peer knows. */
public enum Branch {
    /** The link is no branch of the tree. */
    NONE,
    /** The tree reaches the neighbor through this peer. */
    CHILD,
    /** The tree reaches this peer through the neighbor. */
    PARENT,
    /** A parent of which another neighbor can take the place. */
    REPLACEABLE
}
