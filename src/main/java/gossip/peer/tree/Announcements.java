package gossip.peer.tree;

import gossip.node.Environment;
import gossip.protocol.Message;
import gossip.protocol.Message.Ihave;
import gossip.protocol.MessageId;
import gossip.protocol.MessageIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The announcements to neighbors, in batches. A message that a neighbor has shown to have is not announced to it. */
final class Announcements {

    /** How long an id waits for others. Guessed: it delays the repair of a tree by as much. */
    static final Duration DELAY = Duration.ofMillis(100);
    /** Ids that wait on one link, at most. */
    private static final int MAX_WAITING = 1024;

    private final Environment environment;
    private final Set<TreeLink> waiting = new LinkedHashSet<>();
    private boolean scheduled;

    Announcements(Environment environment) {
        this.environment = environment;
    }

    void add(TreeLink link, MessageId id) {
        link.unannounced().add(id);
        if (link.unannounced().size() >= MAX_WAITING) {
            send(link);
            waiting.remove(link);
            return;
        }
        waiting.add(link);
        if (!scheduled) {
            scheduled = true;
            environment.schedule(DELAY, this::sendAll);
        }
    }

    /** Notes that the neighbor has the message. */
    void known(TreeLink link, MessageId id) {
        link.unannounced().remove(id);
    }

    /** Returns the messages that were to be announced, which the caller sends in full. */
    List<MessageId> take(TreeLink link) {
        List<MessageId> ids = List.copyOf(link.unannounced());
        link.unannounced().clear();
        return ids;
    }

    void linkClosed(TreeLink link) {
        waiting.remove(link);
    }

    private void sendAll() {
        scheduled = false;
        List<TreeLink> links = new ArrayList<>(waiting);
        waiting.clear();
        links.forEach(Announcements::send);
    }

    /** If the send queue is full, the neighbor is lagging, and anti-entropy sends it the messages. */
    private static void send(TreeLink link) {
        send(link, link.unannounced(), Ihave::new);
        link.unannounced().clear();
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
