package gossip.net;

import gossip.protocol.Message;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import java.util.ArrayList;
import java.util.List;

/** The queued PING and PING_REPLY of one connection. Only {@link #isEmpty} may be called without the queue's lock. */
final class UrgentMessages {

    /** Messages that may overtake others. Further ones are queued behind them. */
    static final int MAX = 16;

    private final List<Message> messages = new ArrayList<>(0);
    private volatile boolean empty = true;

    /** Adds the message if it is urgent and the bound allows it. Returns whether it was added. */
    boolean add(Message message) {
        boolean isUrgent = (message instanceof Ping || message instanceof PingReply) && messages.size() < MAX;
        if (isUrgent) {
            messages.add(message);
            empty = false;
        }
        return isUrgent;
    }

    boolean isEmpty() {
        return empty;
    }

    List<Message> takeAll() {
        if (messages.isEmpty()) {
            return List.of();
        }
        List<Message> taken = List.copyOf(messages);
        messages.clear();
        empty = true;
        return taken;
    }
}
