package gossip.peer.tree;

import gossip.node.Environment;
import gossip.protocol.Message;
import gossip.protocol.Message.Ihave;
import gossip.protocol.MessageId;
import gossip.protocol.MessageIds;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The announcements to neighbors. The first one after a pause is sent immediately, further ones in batches. A message
 * that the neighbor announces meanwhile is not announced to it. Because each message waits for a whole delay, mostly
 * only one of the two ends announces it.
 */
final class Announcements {

    /** The shortest wait of an id for others; the longest is twice this. Guessed: the repair of a tree waits, too. */
    static final Duration DELAY = Duration.ofMillis(100);
    /** The most ids that wait on one link. */
    private static final int MAX_WAITING = 1024;

    private final Environment environment;
    private final Set<TreeLink> waiting = new LinkedHashSet<>();
    private boolean scheduled;

    Announcements(Environment environment) {
        this.environment = environment;
    }

    void add(TreeLink link, MessageId id) {
        Unannounced ids = link.unannounced();
        ids.add(id);
        boolean first = ids.size() == 1 && ids.isIdle(environment.nanoTime(), DELAY.toNanos());
        if (first || ids.size() >= MAX_WAITING) {
            send(link);
            waiting.remove(link);
        } else {
            waiting.add(link);
            schedule();
        }
    }

    /** Notes that the neighbor has the message. */
    void known(TreeLink link, MessageId id) {
        link.unannounced().remove(id);
    }

    /** Removes and returns the messages to be announced. The caller announces them or sends them in full. */
    List<MessageId> take(TreeLink link) {
        return link.unannounced().take(environment.nanoTime());
    }

    void linkClosed(TreeLink link) {
        waiting.remove(link);
    }

    private void schedule() {
        if (!scheduled && !waiting.isEmpty()) {
            scheduled = true;
            environment.schedule(DELAY, this::sendDue);
        }
    }

    private void sendDue() {
        scheduled = false;
        for (TreeLink link : List.copyOf(waiting)) {
            if (link.unannounced().isDueAfterDelay()) {
                send(link);
            }
            if (link.unannounced().size() == 0) {
                waiting.remove(link);
            }
        }
        schedule();
    }

    /** If the send queue is full, the neighbor is lagging, and anti-entropy sends it the messages. */
    private void send(TreeLink link) {
        send(link, take(link), Ihave::new);
    }

    /** Sends ids in as few lines as possible. */
    static void send(TreeLink link, Iterable<MessageId> ids, Function<List<MessageIds>, Message> message) {
        for (List<MessageIds> line : MessageIds.lines(ids)) {
            if (!link.neighbor().isLagging() && !link.neighbor().link().send(message.apply(line))) {
                link.neighbor().setLagging(true);
            }
        }
    }
}
