package gossip.node;

import java.util.List;

/** A seed or a peer, as its host sees it. The host makes one call at a time. */
public interface Node {

    /** Starts the node. Called once, when the node can be reached at its address. */
    void start();

    /**
     * Notes that a connection ended before it became a link, because its handshake failed.
     *
     * @param from the address of the other end
     */
    default void refused(String from, String reason) {}

    /** Returns the records that replace all that this node has written to its journal, in the order of writing. */
    default List<JournalEntry> snapshot() {
        return List.of();
    }

    /** Returns the handler of a link that another node or a client has opened. */
    LinkHandler accepted(Link link);
}
