package gossip.net;

import gossip.protocol.Message;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import java.util.ArrayList;
import java.util.List;

/**
 * The queued messages of one connection in the order in which they are written. PING and PING_REPLY overtake all others
 * but the first message of the connection, which is the HELLO of a link. Guarded by the lock of the queue, except
 * {@link #hasUrgent}.
 */
final class QueuedMessages {

    /** Messages that may overtake others. Further ones are queued behind them. */
    static final int MAX_URGENT = 16;

    private final List<Message> urgent = new ArrayList<>(0);
    private volatile boolean hasUrgent;
    private List<Message> others = new ArrayList<>();
    /** Whether the first message of the connection was taken. */
    private boolean begun;

    void add(Message message) {
        boolean isFirst = !begun && others.isEmpty();
        if (!isFirst && (message instanceof Ping || message instanceof PingReply) && urgent.size() < MAX_URGENT) {
            urgent.add(message);
            hasUrgent = true;
        } else {
            others.add(message);
        }
    }

    /** Takes all messages and replaces their list by the given empty list. */
    List<Message> takeAll(List<Message> empty) {
        List<Message> taken = others;
        taken.addAll(begun || taken.isEmpty() ? 0 : 1, takeUrgent());
        begun |= !taken.isEmpty();
        others = empty;
        return taken;
    }

    /** Takes the messages that overtake others. */
    List<Message> takeUrgent() {
        if (!hasUrgent) {
            return List.of();
        }
        List<Message> taken = List.copyOf(urgent);
        urgent.clear();
        hasUrgent = false;
        return taken;
    }

    /** Any thread may call it. */
    boolean hasUrgent() {
        return hasUrgent;
    }
}
