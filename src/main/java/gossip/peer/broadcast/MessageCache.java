package gossip.peer.broadcast;

import gossip.identity.Fingerprint;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Payload;
import gossip.protocol.SignedPayload;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A ring buffer of the most recent messages in full, in the order of reception, with what is known about the first
 * reception of each. A message has a position, a number that grows by one with each message. The oldest messages are
 * removed first.
 *
 * <p>The ring is kept in one array for each field, 32 bytes for each message. So removing a message does not read the
 * message, which has left the processor caches long before.
 */
final class MessageCache {

    private static final int INITIAL_CAPACITY = 4;
    /** How many messages of one origin are searched for a copy to count. */
    private static final int MAX_SEARCH = 8;

    private final Retention retention;
    /** The capacity is a power of two; 0 before the first message. */
    private int capacity;
    private Payload[] payloads = {};
    private int[] hops = {};
    private int[] lengths = {};
    /** Distance to the previous message of the same origin; 0 if there is none. */
    private int[] distances = {};
    private int[] copies = {};
    private Address[] senders = {};
    private long[] times = {};
    /** Position of the oldest message. */
    private long first;
    private int size;
    private long bytes;
    private boolean cutByBytes;

    MessageCache(Retention retention) {
        this.retention = retention;
    }

    int size() {
        return size;
    }

    /** Returns whether the limit in bytes has removed a message that another given limit would have kept. */
    boolean isCutByBytes() {
        return cutByBytes;
    }

    /**
     * Adds a message as the newest one of its origin.
     *
     * @param sender the neighbor that sent it, or this peer
     * @param time time of the reception in milliseconds since 1970
     */
    void add(OriginState origin, Gossip gossip, Address sender, long time) {
        if (size == capacity) {
            grow();
        }
        long position = first + size;
        int at = index(position);
        payloads[at] = gossip.payload();
        hops[at] = gossip.hops();
        lengths[at] = gossip.payload().length();
        distances[at] = isRetained(origin.newest()) ? (int) (position - origin.newest()) : 0;
        copies[at] = 0;
        senders[at] = sender;
        times[at] = time;
        origin.setNewest(position);
        bytes += lengths[at];
        size++;
        while (size > retention.maxMessages()) {
            removeFirst();
        }
        while (bytes > retention.maxBytes()) {
            cutByBytes |= retention.isBytesSecondary();
            removeFirst();
        }
    }

    /** Removes the messages that are too old at this time. */
    void removeExpired(long time) {
        while (size > 0 && time - times[index(first)] > retention.maxAgeMillis()) {
            removeFirst();
        }
    }

    boolean isRetained(long position) {
        return position >= first && position < first + size;
    }

    Gossip message(long position) {
        int at = index(position);
        return new Gossip(hops[at], payloads[at]);
    }

    /** Returns the position of the previous message of the same origin; -1 if it is not retained. */
    long previous(long position) {
        int distance = distances[index(position)];
        return distance > 0 && isRetained(position - distance) ? position - distance : -1;
    }

    // ---- receptions

    /** Counts another copy of a message, if it is one of the latest of its origin. */
    void countCopy(OriginState origin, long sequence) {
        long position = origin.newest();
        for (int i = 0; i < MAX_SEARCH && isRetained(position); i++) {
            if (payloads[index(position)].id().sequence() == sequence) {
                copies[index(position)]++;
                return;
            }
            position = previous(position);
        }
    }

    /** Returns how many copies followed the first one. */
    int copies(long position) {
        return copies[index(position)];
    }

    /** Returns the neighbor that sent the first copy, or this peer. */
    Address sender(long position) {
        return senders[index(position)];
    }

    /** Returns the time of the first reception in milliseconds since 1970. */
    long time(long position) {
        return times[index(position)];
    }

    /** Returns a retained message and how it was received. The cache holds the hops of the copies to be sent. */
    StoredMessage stored(long position) {
        int at = index(position);
        boolean isOwn = payloads[at].id().origin().address().equals(senders[at]) && hops[at] == 1;
        return new StoredMessage(payloads[at], senders[at], times[at], isOwn ? 0 : hops[at] - 1, copies[at]);
    }

    /** Returns the positions of the retained messages, the oldest first. */
    LongStream positions() {
        return LongStream.range(first, first + size);
    }

    /** Returns at most this many messages, those that were received last, oldest first. */
    List<StoredMessage> newest(int most) {
        return LongStream.range(first + size - Math.min(most, size), first + size).mapToObj(this::stored).toList();
    }

    /** Returns the fingerprints of the certificates of the retained messages. */
    Set<Fingerprint> certificates() {
        Set<Fingerprint> fingerprints = new HashSet<>();
        for (long position = first; position < first + size; position++) {
            if (payloads[index(position)] instanceof SignedPayload signed) {
                fingerprints.add(signed.fingerprint());
            }
        }
        return fingerprints;
    }

    // ---- the ring

    private void removeFirst() {
        int at = index(first);
        bytes -= lengths[at];
        payloads[at] = null;
        first++;
        size--;
    }

    private int index(long position) {
        return (int) position & capacity - 1;
    }

    private void grow() {
        int larger = Math.max(INITIAL_CAPACITY, 2 * capacity);
        payloads = enlarge(payloads, new Payload[larger]);
        hops = enlarge(hops, new int[larger]);
        lengths = enlarge(lengths, new int[larger]);
        distances = enlarge(distances, new int[larger]);
        copies = enlarge(copies, new int[larger]);
        senders = enlarge(senders, new Address[larger]);
        times = enlarge(times, new long[larger]);
        capacity = larger;
    }

    /** Copies a full ring so that each position has its index in the larger one. */
    private <T> T enlarge(T ring, T larger) {
        int split = index(first);
        int start = (int) first & Math.max(INITIAL_CAPACITY, 2 * capacity) - 1;
        int tail = capacity - split;
        copyAround(ring, split, larger, start, tail);
        copyAround(ring, 0, larger, start + tail, split);
        return larger;
    }

    private void copyAround(Object ring, int from, Object larger, int to, int length) {
        int mask = Math.max(INITIAL_CAPACITY, 2 * capacity) - 1;
        int at = to & mask;
        int untilEnd = Math.min(length, mask + 1 - at);
        System.arraycopy(ring, from, larger, at, untilEnd);
        System.arraycopy(ring, from + untilEnd, larger, 0, length - untilEnd);
    }
}
