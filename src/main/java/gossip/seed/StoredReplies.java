package gossip.seed;

import gossip.node.Journal;
import gossip.node.Link;
import gossip.node.PendingLinks;
import gossip.protocol.Message;
import gossip.protocol.Message.Rejected;
import java.time.Duration;
import java.util.List;

/**
 * Replies of a seed. Each is sent when every change before it is stored. So a crash of the seed undoes no change that
 * it has confirmed.
 */
final class StoredReplies {

    private final Journal journal;
    private final PendingLinks pendingLinks;

    StoredReplies(Journal journal, PendingLinks pendingLinks) {
        this.journal = journal;
        this.pendingLinks = pendingLinks;
    }

    /** Sends a reply of one line after the changes before it are stored. */
    void send(Link link, Message reply) {
        pendingLinks.pauseTimeout(link);
        journal.whenStored(() -> sendNow(link, reply));
    }

    /**
     * Sends the lines of a reply after the changes before it are stored. The link has no timeout until then.
     *
     * @param open how long the link stays open for another request
     */
    void send(Link link, List<Message> reply, Duration open) {
        pendingLinks.pauseTimeout(link);
        journal.whenStored(() -> {
            reply.forEach(link::send);
            pendingLinks.keep(link, open);
        });
    }

    /** Sends a reply that depends on no change. */
    void sendNow(Link link, Message reply) {
        link.send(reply);
        if (reply instanceof Rejected) {
            pendingLinks.close(link);
        } else {
            pendingLinks.keepBriefly(link);
        }
    }
}
