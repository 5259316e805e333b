package gossip.node;

import gossip.protocol.Message;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One end of a connection. Messages arrive at the other end in the order in which they are sent, or not at all. Only
 * PING and PING_REPLY may overtake others.
 */
public interface Link {

    /**
     * Queues a message without waiting. Does nothing on a closed link.
     *
     * @return false if the queue is full, so the message is not sent; {@link LinkHandler#drained} follows when the
     *     queue is empty again
     */
    boolean send(Message message);

    /**
     * Returns whether so many messages are queued that a PING should carry no digest. The PING overtakes them, so the
     * digest would count messages that the other end does not have yet.
     */
    default boolean isBacklogged() {
        return false;
    }

    /** Closes the link after the queued messages are sent. The handler gets no further calls. */
    void close();

    /** Replaces the handler of this link. */
    void setHandler(LinkHandler handler);

    /**
     * Runs work that takes too long for a call into the node, before the next message of this link is delivered. May be
     * called once within a call of {@link LinkHandler#received}.
     *
     * @param work runs outside of the node, possibly on another thread; throws no exception
     * @param then receives the result in a call into the node, even if the link was closed meanwhile
     */
    default <T> void compute(Supplier<T> work, Consumer<T> then) {
        then.accept(work.get());
    }

    /** Returns the address of the other end. For an accepted link, this is not the address where its node listens. */
    String remote();

    /** Returns whether the other end is on the host of this node. */
    default boolean isLocal() {
        return false;
    }

    /** Returns who the other end is. It does not change while the link is open. */
    default LinkIdentity identity() {
        return LinkIdentity.ANONYMOUS;
    }

    /** Returns what this link has carried so far; {@link LinkTraffic#NONE} if its host does not count. */
    default LinkTraffic traffic() {
        return LinkTraffic.NONE;
    }
}
