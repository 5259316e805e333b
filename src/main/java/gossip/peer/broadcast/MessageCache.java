package gossip.peer.broadcast;

import gossip.protocol.Message.Gossip;
import gossip.protocol.Payload;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The most recent messages in full, in the order in which they came: a ring that the newest one enters and that the
 * oldest ones leave, once there are too many, or too many bytes of text.
 *
 * <p>Hops and lengths stand beside the messages, so that one need not be touched, long after it was, only to be dropped.
 */
final class MessageCache {

    private static final int INITIAL_CAPACITY = 16;

    private final int most;
    private final long mostBytes;
    /** The length is a power of two. */
    private Payload[] payloads = new Payload[INITIAL_CAPACITY];
    private int[] hops = new int[INITIAL_CAPACITY];
    private int[] lengths = new int[INITIAL_CAPACITY];
    private int first;
    private int size;
    private long bytes;

    MessageCache(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    int size() {
        return size;
    }

    void add(Gossip gossip) {
        if (size == payloads.length) {
            grow();
        }
        put(size, gossip.payload(), gossip.hops(), gossip.payload().textLength());
        size++;
        bytes += gossip.payload().textLength();
        while (size > most || bytes > mostBytes) {
            bytes -= lengths[first];
            payloads[first] = null;
            first = place(1);
            size--;
        }
    }

    void forEach(Consumer<Gossip> action) {
        for (int i = 0; i < size; i++) {
            action.accept(new Gossip(hops[place(i)], payloads[place(i)]));
        }
    }

    void removeIf(Predicate<Payload> condition) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            int at = place(i);
            if (condition.test(payloads[at])) {
                bytes -= lengths[at];
            } else {
                put(kept, payloads[at], hops[at], lengths[at]);
                kept++;
            }
        }
        for (int i = kept; i < size; i++) {
            payloads[place(i)] = null;
        }
        size = kept;
    }

    private void put(int i, Payload payload, int itsHops, int length) {
        int at = place(i);
        payloads[at] = payload;
        hops[at] = itsHops;
        lengths[at] = length;
    }

    private int place(int i) {
        return first + i & payloads.length - 1;
    }

    private void grow() {
        // Turned so that the first comes to stand at the beginning, and the new room behind the last.
        payloads = turned(payloads, new Payload[2 * size]);
        hops = turned(hops, new int[2 * size]);
        lengths = turned(lengths, new int[2 * size]);
        first = 0;
    }

    private <T> T turned(T ring, T larger) {
        System.arraycopy(ring, first, larger, 0, size - first);
        System.arraycopy(ring, 0, larger, size - first, first);
        return larger;
    }
}
