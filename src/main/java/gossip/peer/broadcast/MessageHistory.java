package gossip.peer.broadcast;

import gossip.protocol.Message;
import gossip.protocol.Message.Floor;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Watermark;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The messages that this peer has received: for each origin exactly which, and the most recent messages in full.
 *
 * <p>The number of origins, messages and bytes is bounded. When a new origin exceeds the bound, the oldest incarnation
 * is evicted. From then on, messages of unknown incarnations of that age or older are treated as received. Losing a
 * message is preferred to delivering it twice. Why the oldest is evicted: {@code src/docs/dissemination.md}.
 */
public final class MessageHistory {

    /** Guessed. */
    static final int MAX_ORIGINS = 16_384;
    /** Guessed. */
    static final int MAX_RETAINED = 16_384;
    /** Bytes of text. */
    static final int MAX_RETAINED_BYTES = 4 << 20;

    /** A total order, so that all peers evict the same of several incarnations with one start time. */
    private static final Comparator<Origin> BY_AGE =
            Comparator.comparingLong(Origin::start).thenComparing(Origin::address);

    private final Map<Origin, ReceivedSet> received = new HashMap<>();
    private final MessageCache retained = new MessageCache(MAX_RETAINED, MAX_RETAINED_BYTES);
    private long digest;
    /** All known origins are younger than this one. */
    private Optional<Origin> newestEvicted = Optional.empty();

    /** Adds and retains the message. Returns whether it was new. */
    boolean add(Gossip gossip) {
        Origin origin = gossip.id().origin();
        ReceivedSet set = received.get(origin);
        if (set == null) {
            if (!track(origin)) {
                return false;
            }
            set = received.get(origin);
        }
        long before = set.fingerprint();
        if (!set.add(gossip.id().sequence())) {
            return false;
        }
        updateDigest(origin, before, set.fingerprint());
        retained.add(gossip);
        return true;
    }

    /** Returns whether the message has been received. False for all messages of evicted origins. */
    boolean contains(MessageId id) {
        ReceivedSet set = received.get(id.origin());
        return set != null && set.contains(id.sequence());
    }

    /** Returns the watermark of an origin: all lower sequence numbers are received, or no neighbor has them. */
    public long next(Origin origin) {
        ReceivedSet set = received.get(origin);
        return set == null ? 0 : set.next();
    }

    /** Returns the watermark including floors that one neighbor claimed. Messages up to it are still requested. */
    public long accountedFor(Origin origin) {
        ReceivedSet set = received.get(origin);
        return set == null ? 0 : set.accountedFor();
    }

    /** Returns a sum over all origins. It is equal for equal sets of received messages, in whatever order they came. */
    public long digest() {
        return digest;
    }

    /** Returns the number of messages retained in full. */
    public int retained() {
        return retained.size();
    }

    List<Watermark> watermarks() {
        List<Watermark> watermarks = new ArrayList<>(received.size());
        received.forEach((origin, set) -> watermarks.add(new Watermark(origin, set.next())));
        return watermarks;
    }

    /** Notes that a neighbor does not hold messages of the origin below {@code next}. */
    void raiseFloor(Origin origin, long next) {
        if (received.containsKey(origin) || track(origin)) {
            ReceivedSet set = received.get(origin);
            long before = set.fingerprint();
            set.raiseFloor(next);
            updateDigest(origin, before, set.fingerprint());
        }
    }

    /** Returns what a peer with these watermarks lacks: floors for what is not retained, then retained messages. */
    List<Message> missingFrom(Map<Origin, Long> watermarks) {
        Map<Origin, Set<Long>> retainedSequences = new HashMap<>();
        List<Message> messages = new ArrayList<>();
        retained.forEach(gossip -> {
            Origin origin = gossip.id().origin();
            if (gossip.id().sequence() >= watermarks.getOrDefault(origin, 0L)) {
                messages.add(gossip);
                retainedSequences.computeIfAbsent(origin, key -> new HashSet<>()).add(gossip.id().sequence());
            }
        });
        List<Message> missing = new ArrayList<>();
        received.forEach((origin, set) -> {
            long watermark = watermarks.getOrDefault(origin, 0L);
            long floor = floor(set.accountedFor(), watermark, retainedSequences.getOrDefault(origin, Set.of()));
            if (floor > watermark) {
                missing.add(new Floor(origin, floor));
            }
        });
        missing.addAll(messages);
        return missing;
    }

    /**
     * Returns the lowest number, not below the watermark, from which on every message below {@code next} is retained.
     */
    private static long floor(long next, long watermark, Set<Long> retainedSequences) {
        long floor = next;
        while (floor > watermark && retainedSequences.contains(floor - 1)) {
            floor--;
        }
        return floor;
    }

    /** Starts to track an unknown origin. Returns false if it is too old. */
    private boolean track(Origin origin) {
        if (newestEvicted.isPresent() && BY_AGE.compare(origin, newestEvicted.get()) <= 0) {
            return false;
        }
        received.put(origin, new ReceivedSet());
        if (received.size() > MAX_ORIGINS) {
            evictOldest();
        }
        return received.containsKey(origin);
    }

    private void evictOldest() {
        Origin oldest = received.keySet().stream().min(BY_AGE).orElseThrow();
        updateDigest(oldest, received.remove(oldest).fingerprint(), 0);
        newestEvicted = Optional.of(oldest);
        retained.removeIf(payload -> payload.id().origin().equals(oldest));
    }

    private void updateDigest(Origin origin, long before, long after) {
        if (before != after) {
            digest += contribution(origin, after) - contribution(origin, before);
        }
    }

    /** Returns the share of an origin in the digest: equal on every node, and 0 if nothing of the origin is known. */
    private static long contribution(Origin origin, long fingerprint) {
        long id = origin.address().hashCode() * 0x9E3779B97F4A7C15L + origin.start();
        return fingerprint == 0 ? 0 : mix(mix(id) + fingerprint);
    }

    /** The finalizer of MurmurHash3. */
    private static long mix(long z) {
        z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }
}
