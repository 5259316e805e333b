package gossip.node;

/** The whole behaviour of a seed or a peer. All calls are made one after the other. */
public interface Node {

    /** Called once, when the node can be reached at its address. */
    void start();

    /** Somebody has dialled this node. The answer hears all that happens on the link. */
    LinkHandler accepted(Link link);
}
