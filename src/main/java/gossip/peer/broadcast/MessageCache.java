package gossip.peer.broadcast;

import gossip.protocol.Message.Gossip;
import gossip.protocol.Payload;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A ring buffer of the most recent messages in full, in the order of reception. It is bounded in messages and in bytes
 * of text; the oldest messages are removed first.
 *
 * <p>Hops and lengths are kept in arrays of their own. So removing a message does not read the message, which has left
 * the processor caches long before.
 */
final class MessageCache {

    private static final int INITIAL_CAPACITY = 16;

    private final int maxMessages;
    private final long maxBytes;
    /** The capacity is a power of two. */
    private Payload[] payloads = new Payload[INITIAL_CAPACITY];
    private int[] hops = new int[INITIAL_CAPACITY];
    private int[] lengths = new int[INITIAL_CAPACITY];
    private int first;
    private int size;
    private long bytes;

    MessageCache(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    int size() {
        return size;
    }

    void add(Gossip gossip) {
        add(gossip.payload(), gossip.hops());
        while (size > maxMessages || bytes > maxBytes) {
            removeFirst();
        }
    }

    void forEach(Consumer<Gossip> action) {
        for (int i = 0; i < size; i++) {
            action.accept(new Gossip(hops[index(i)], payloads[index(i)]));
        }
    }

    /** Takes each message from the front and, unless the condition holds, adds it at the end. */
    void removeIf(Predicate<Payload> condition) {
        for (int left = size; left > 0; left--) {
            Payload payload = payloads[first];
            int hopCount = hops[first];
            removeFirst();
            if (!condition.test(payload)) {
                add(payload, hopCount);
            }
        }
    }

    private void add(Payload payload, int hopCount) {
        if (size == payloads.length) {
            grow();
        }
        int at = index(size);
        payloads[at] = payload;
        hops[at] = hopCount;
        lengths[at] = payload.textLength();
        bytes += lengths[at];
        size++;
    }

    private void removeFirst() {
        bytes -= lengths[first];
        payloads[first] = null;
        first = index(1);
        size--;
    }

    private int index(int i) {
        return first + i & payloads.length - 1;
    }

    private void grow() {
        payloads = copy(payloads, new Payload[2 * size]);
        hops = copy(hops, new int[2 * size]);
        lengths = copy(lengths, new int[2 * size]);
        first = 0;
    }

    /** Copies a full ring so that its first element is at index 0. */
    private <T> T copy(T ring, T larger) {
        System.arraycopy(ring, first, larger, 0, size - first);
        System.arraycopy(ring, 0, larger, size - first, first);
        return larger;
    }
}
