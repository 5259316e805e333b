package gossip.protocol;

import gossip.protocol.Message.Gossip;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The gossip messages that are going round, found by the bytes of their lines: of the many copies of a message that
 * come in, in all the nodes of a process, only the first is decoded, and all of them keep that one. Thread-safe.
 *
 * <p>A memory of bounded size, where later messages take the places of earlier ones. To have forgotten one that still
 * goes round costs decoding it again in every node, and having it several times: so it holds some ten thousands.
 */
public final class DecodeCache {

    /** As many as half of a hash tells apart: a message may stand at either half of its own. */
    private static final int PLACES = 1 << 16;
    private static final int ORIGINS = 1 << 10;
    /** In bytes, of all that is remembered. */
    static final int CAPACITY = 8 << 20;
    /** In bytes, about what a message takes beside its line. */
    private static final int AROUND_A_LINE = 64;

    private final AtomicReferenceArray<Payload> places = new AtomicReferenceArray<>(PLACES);
    private final AtomicReferenceArray<PeerId> origins = new AtomicReferenceArray<>(ORIGINS);
    private final ReentrantLock changing = new ReentrantLock();
    /** In bytes; this and the next are guarded by the lock. */
    private int held;
    /** Goes round, and makes room where it comes by. */
    private int hand;

    /** The message of which {@code line[from, to)} is another copy. */
    public Optional<Payload> find(byte[] line, int from, int to) {
        int at = GossipHeader.afterHops(line, from, to);
        if (at < 0) {
            return Optional.empty();
        }
        int hash = Payload.hash(line, at, to);
        Payload one = places.getAcquire(place(hash));
        if (one != null && one.equals(line, at, to)) {
            return Optional.of(one);
        }
        Payload other = places.getAcquire(otherPlace(hash));
        return other != null && other.equals(line, at, to) ? Optional.of(other) : Optional.empty();
    }

    /** The message as the line has it, which is a copy of this rumor. */
    public static Gossip gossip(Payload payload, byte[] line, int from) {
        return new Gossip(GossipHeader.hops(line, from), payload);
    }

    /** Remembers a message that has been decoded; the answer is the same one, on which other copies agree. */
    public Gossip remember(Gossip decoded) {
        Payload payload = decoded.payload().withOrigin(known(decoded.id().origin()));
        changing.lock();
        try {
            // The newest first; the one that was there before has a second place.
            Payload earlier = places.getAcquire(place(payload.hash()));
            if (payload.equals(earlier)) {
                return new Gossip(decoded.hops(), earlier);
            }
            if (earlier != null) {
                put(otherPlace(earlier.hash()), earlier);
            }
            put(place(payload.hash()), payload);
            while (held > CAPACITY) {
                put(hand, null);
                hand = hand + 1 & PLACES - 1;
            }
        } finally {
            changing.unlock();
        }
        return new Gossip(decoded.hops(), payload);
    }

    private void put(int place, Payload payload) {
        held += size(payload) - size(places.getPlain(place));
        places.setRelease(place, payload);
    }

    private static int size(Payload payload) {
        return payload == null ? 0 : payload.length() + AROUND_A_LINE;
    }

    /** In bytes. */
    int held() {
        changing.lock();
        try {
            return held;
        } finally {
            changing.unlock();
        }
    }

    /** An origin says much: all its messages, in all nodes, share what names it. */
    private PeerId known(PeerId origin) {
        int place = origin.hashCode() & ORIGINS - 1;
        PeerId known = origins.getAcquire(place);
        if (origin.equals(known)) {
            return known;
        }
        origins.setRelease(place, origin);
        return origin;
    }

    private static int place(int hash) {
        return hash & PLACES - 1;
    }

    private static int otherPlace(int hash) {
        return hash >>> 16;
    }
}
