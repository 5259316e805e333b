package gossip.node;

import gossip.protocol.Message;
import gossip.protocol.Origin;

/** The receiver of everything that happens on a link. */
public interface LinkHandler {

    /** Called when a link that this node dialed is open. Accepted links are open from the start. */
    default void opened(Link link) {}

    /** Called for each message that arrives. */
    void received(Link link, Message message);

    /**
     * Called for a gossip message before {@link #received}, unless the host does not know its origin yet.
     *
     * @return true if this node has the message already, so the copy needs no further work; if false, {@link #received}
     *     follows with the message
     */
    default boolean duplicate(Link link, Origin origin, long sequence) {
        return false;
    }

    /**
     * Called for a line that does not follow the protocol. The handler may send the reason and closes the link.
     *
     * @param reason what is wrong with the line, as text for people
     */
    void malformed(Link link, String reason);

    /** Called when the queue of the link had been full and is empty again. */
    default void drained(Link link) {}

    /**
     * Called when the other end closed the link or the connection broke. It is the last call for this link.
     *
     * @param reason text for people, such as {@code connection reset} or {@code closed}
     */
    void closed(String reason);

    /**
     * Called instead of {@link #opened} and {@link #closed} when a dial failed.
     *
     * @param reason text for people, such as {@code connection refused} or {@code unknown host}
     */
    default void dialFailed(DialFailure cause, String reason) {
        closed(reason);
    }
}
