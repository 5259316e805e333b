package gossip.node;

import gossip.protocol.Message;
import gossip.protocol.MessageId;

/** One part in a conversation. */
public interface LinkHandler {

    /** A link that this node dialled stands. Accepted links stand from the start. */
    default void opened(Link link) {}

    void received(Link link, Message message);

    /**
     * Another copy of a gossip message came whose bytes are known from somewhere.
     *
     * @return whether this node has it already, so that nothing is left to do; otherwise it is decoded and received
     */
    default boolean duplicate(Link link, MessageId id) {
        return false;
    }

    /**
     * A line came that is not of the protocol. The handler says so on the link, if it likes, and closes it.
     *
     * @param reason for a person to read
     */
    void malformed(Link link, String reason);

    /** The queue had overflowed and is empty again. */
    default void drained(Link link) {}

    /**
     * The other side closed, the connection broke, or the dial failed. Nothing more will be heard of this link.
     *
     * @param reason for a person to read, such as {@code refused} or {@code closed}
     */
    void closed(String reason);
}
