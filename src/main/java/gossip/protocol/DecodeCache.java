package gossip.protocol;

import gossip.protocol.Message.Gossip;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded cache of payloads, found by the bytes of their lines. Of the many copies of a gossip message that the nodes
 * of a process receive, only the first is decoded. All copies share its payload. Thread-safe; lookups take no lock.
 *
 * <p>Each payload has two possible slots, the lower and the upper half of its hash. A new payload takes its first slot
 * and moves the previous payload to the second slot of that payload. A payload that is overwritten or evicted while it
 * circulates is decoded again by each node that receives it.
 */
public final class DecodeCache {

    /** As many slots as half of a hash distinguishes. */
    private static final int SLOTS = 1 << 16;
    private static final int ORIGINS = 1 << 10;
    /** Size limit in bytes, of all payloads together. */
    static final int CAPACITY = 8 << 20;
    /** Estimated size of the objects around the bytes of a payload, in bytes. */
    private static final int OVERHEAD = 64;

    private final AtomicReferenceArray<Payload> slots = new AtomicReferenceArray<>(SLOTS);
    private final AtomicReferenceArray<Origin> origins = new AtomicReferenceArray<>(ORIGINS);
    private final ReentrantLock lock = new ReentrantLock();
    /** Size of all payloads in bytes, guarded by the lock. */
    private int size;
    /** The next slot to evict, guarded by the lock. */
    private int evictionIndex;

    /** Returns the payload of which {@code line[from, to)} is another copy, if it is cached. */
    public Optional<Payload> find(byte[] line, int from, int to) {
        int at = GossipHeader.afterHops(line, from, to);
        if (at < 0) {
            return Optional.empty();
        }
        int hash = Payload.hash(line, at, to);
        Payload first = slots.getAcquire(firstSlot(hash));
        if (first != null && first.equals(line, at, to)) {
            return Optional.of(first);
        }
        Payload second = slots.getAcquire(secondSlot(hash));
        return second != null && second.equals(line, at, to) ? Optional.of(second) : Optional.empty();
    }

    /** Returns the message in the line at {@code from}, of which {@link #find} has returned the payload. */
    public static Gossip gossip(Payload payload, byte[] line, int from) {
        return new Gossip(GossipHeader.hops(line, from), payload);
    }

    /** Stores a decoded message. Returns an equal message with the payload that all copies share. */
    public Gossip remember(Gossip decoded) {
        Payload payload = decoded.payload().withOrigin(shared(decoded.id().origin()));
        lock.lock();
        try {
            Payload previous = slots.getAcquire(firstSlot(payload.hash()));
            if (payload.equals(previous)) {
                return new Gossip(decoded.hops(), previous);
            }
            if (previous != null) {
                put(secondSlot(previous.hash()), previous);
            }
            put(firstSlot(payload.hash()), payload);
            while (size > CAPACITY) {
                put(evictionIndex, null);
                evictionIndex = evictionIndex + 1 & SLOTS - 1;
            }
        } finally {
            lock.unlock();
        }
        return new Gossip(decoded.hops(), payload);
    }

    private void put(int slot, Payload payload) {
        size += size(payload) - size(slots.getPlain(slot));
        slots.setRelease(slot, payload);
    }

    private static int size(Payload payload) {
        return payload == null ? 0 : payload.length() + OVERHEAD;
    }

    /** Returns the size of all payloads in bytes. */
    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /** Returns an equal id that the messages of this origin share in all nodes. */
    private Origin shared(Origin origin) {
        int slot = origin.hashCode() & ORIGINS - 1;
        Origin shared = origins.getAcquire(slot);
        if (origin.equals(shared)) {
            return shared;
        }
        origins.setRelease(slot, origin);
        return origin;
    }

    private static int firstSlot(int hash) {
        return hash & SLOTS - 1;
    }

    private static int secondSlot(int hash) {
        return hash >>> 16;
    }
}
