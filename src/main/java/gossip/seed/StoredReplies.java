package gossip.seed;

import gossip.node.Journal;
import gossip.node.Link;
import gossip.node.PendingLinks;
import gossip.protocol.Message;
import gossip.protocol.Message.Rejected;
import java.util.List;

/**
 * Replies of a seed that leave when every change before them is stored. So a crash of the seed takes back nothing that
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
        send(link, List.of(reply));
    }

    /** Sends the lines of a reply after the changes before it are stored. The link has no timeout until then. */
    void send(Link link, List<Message> reply) {
        pendingLinks.pauseTimeout(link);
        journal.whenStored(() -> {
            reply.forEach(link::send);
            end(link, reply.getLast());
        });
    }

    /** Sends a reply that depends on no change. */
    void sendNow(Link link, Message reply) {
        link.send(reply);
        end(link, reply);
    }

    private void end(Link link, Message reply) {
        if (reply instanceof Rejected) {
            pendingLinks.close(link);
        } else {
            pendingLinks.keepBriefly(link);
        }
    }
}
