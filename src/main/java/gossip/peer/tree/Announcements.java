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
 * The announcements to neighbors, in batches. A message that the neighbor announces meanwhile is not announced to it.
 * Because each message waits for a whole delay, mostly only one of the two ends announces it.
 */
final class Announcements {

    /**
     * The shortest wait of a message for others; the longest is twice this. Guessed: the repair of a tree waits, too.
     */
    static final Duration DELAY = Duration.ofMillis(100);
    /**
     * The wait after a pause of a {@link #DELAY}. The message itself is sent first, to all peers of a local network.
     */
    static final Duration FIRST_DELAY = Duration.ofMillis(5);
    /** The most ids that wait on one link. */
    private static final int MAX_WAITING = 1024;

    private final Environment environment;
    private final Set<TreeLink> waiting = new LinkedHashSet<>();
    private boolean scheduled;
    /** Time of the last batches, in nanoseconds. */
    private long sentAt;

    Announcements(Environment environment) {
        this.environment = environment;
        this.sentAt = environment.nanoTime() - DELAY.toNanos();
    }

    void add(TreeLink link, MessageId id) {
        link.unannounced().add(id);
        int size = link.unannounced().size();
        if (size == 1) {
            waiting.add(link);
            schedule();
        } else if (size == MAX_WAITING) {
            send(link, take(link), Ihave::new);
        }
    }

    /** Removes and returns the messages to be announced. The caller announces them or sends them in full. */
    List<List<MessageIds>> take(TreeLink link) {
        waiting.remove(link);
        return link.unannounced().take();
    }

    void linkClosed(TreeLink link) {
        waiting.remove(link);
    }

    private void schedule() {
        if (!scheduled && !waiting.isEmpty()) {
            scheduled = true;
            boolean paused = environment.nanoTime() - sentAt >= DELAY.toNanos();
            environment.schedule(paused ? FIRST_DELAY : DELAY, () -> sendDue(paused));
        }
    }

    /** @param first whether the delay began with the first of the waiting messages */
    private void sendDue(boolean first) {
        scheduled = false;
        sentAt = environment.nanoTime();
        for (TreeLink link : List.copyOf(waiting)) {
            if (link.unannounced().isDueAfterDelay(first)) {
                send(link, take(link), Ihave::new);
            } else if (link.unannounced().size() == 0) {
                waiting.remove(link);
            }
        }
        schedule();
    }

    /**
     * Sends lines of ids. If the send queue is full, the neighbor is lagging, and anti-entropy sends it the messages.
     */
    static void send(TreeLink link, List<List<MessageIds>> lines, Function<List<MessageIds>, Message> message) {
        for (List<MessageIds> line : lines) {
            if (!link.neighbor().isLagging() && !link.neighbor().link().send(message.apply(line))) {
                link.neighbor().setLagging(true);
            }
        }
    }
}
