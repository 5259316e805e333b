package gossip.node;

import gossip.protocol.Message;

/** One end of a connection: messages arrive on the other end in the order in which they are sent, or not at all. */
public interface Link {

    /**
     * Queues a message and never waits. On a link that is closed this does nothing.
     *
     * @return false when the queue was full and the message is lost for this link; {@link LinkHandler#drained} tells
     *     when there is room again
     */
    boolean send(Message message);

    /** Closes once what is queued has gone out. From now on the handler hears nothing more of this link. */
    void close();

    /** Hands the rest of the conversation to another handler. */
    void setHandler(LinkHandler handler);

    /** The other end as the connection shows it, which for an accepted link is not where its node listens. */
    String remote();
}
