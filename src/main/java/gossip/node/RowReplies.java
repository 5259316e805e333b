package gossip.node;

import gossip.protocol.Codec;
import gossip.protocol.Message.ReplyRow;
import gossip.protocol.Message.ReplyRows;
import gossip.protocol.Pairs;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/**
 * Replies of many rows on pending links. A reply is sent in parts, so that a client which reads slowly or not at all
 * occupies little memory. A link has one reply at a time.
 *
 * <pre>
 * sending --a part is queued--> 20 ms --the queue has space--> sending --all sent--> link kept briefly
 *                                 +--no space for 10 s--> link closed
 * </pre>
 */
public final class RowReplies {

    /** Bytes of one part. At most two parts are queued. */
    private static final int PART = 128 << 10;
    private static final Duration PAUSE = Duration.ofMillis(20);
    /** Pauses without progress after which the link is closed, 10 s together. */
    private static final int MAX_PAUSES = 500;

    private final Environment environment;
    private final PendingLinks pendingLinks;
    private final Set<Link> replying = new HashSet<>();

    public RowReplies(Environment environment, PendingLinks pendingLinks) {
        this.environment = environment;
        this.pendingLinks = pendingLinks;
    }

    /** Returns whether a reply on this link is not complete. The client must wait with its next request. */
    public boolean isReplying(Link link) {
        return replying.contains(link);
    }

    /**
     * Sends the number of rows, and the rows.
     *
     * @param rows formatted when they are sent
     */
    public void send(Link link, int count, Iterator<Pairs> rows) {
        pendingLinks.pauseTimeout(link);
        replying.add(link);
        link.send(new ReplyRows(count));
        sendParts(link, rows, 0);
    }

    private void sendParts(Link link, Iterator<Pairs> rows, int pauses) {
        boolean full = link.traffic().queued() >= PART;
        if (full && pauses == MAX_PAUSES) {
            replying.remove(link);
            pendingLinks.close(link);
            return;
        }
        int length = full ? PART : 0;
        while (rows.hasNext() && length < PART) {
            ReplyRow row = new ReplyRow(rows.next().encode());
            length += Codec.length(row);
            link.send(row);
        }
        if (rows.hasNext()) {
            environment.schedule(PAUSE, () -> sendParts(link, rows, full ? pauses + 1 : 0));
        } else {
            replying.remove(link);
            pendingLinks.keepBriefly(link);
        }
    }
}
