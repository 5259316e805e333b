package gossip.peer.broadcast;

import gossip.protocol.Message;
import gossip.protocol.Message.Floor;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Watermark;
import gossip.protocol.MessageId;
import gossip.protocol.PeerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this peer has received: per origin exactly which messages, and of all of them the most recent ones in full.
 *
 * <p>Bounded in origins, in messages and in bytes. When an origin too many appears, the oldest life is forgotten, and
 * from then on messages of unknown lives that old count as received: rather lost than delivered twice.
 *
 * <p>Why the oldest and not the one heard least recently: whichever is forgotten, all unknown lives that are no younger
 * have to count as received, or a late copy would be delivered twice. Forgetting a young one that is silent would thus
 * mute most newcomers. And which lives are the youngest does not depend on the order in which they were heard, so peers
 * that have heard the same keep the same, their digests agree, and none goes on supplying what another has forgotten.
 */
public final class MessageHistory {

    static final int MAX_ORIGINS = 16_384;
    static final int MAX_RETAINED = 16_384;
    static final int MAX_RETAINED_BYTES = 4 << 20;

    /**
     * Total, so that of lives that began in one millisecond all peers forget the same. Spelled out because what
     * {@link Comparator} puts together is linked anew in each process: no archive of classes holds it.
     */
    private static final Comparator<PeerId> BY_BEGINNING = (one, other) -> one.incarnation() != other.incarnation()
            ? Long.compare(one.incarnation(), other.incarnation())
            : one.address().compareTo(other.address());

    private final Map<PeerId, ReceivedSet> received = new HashMap<>();
    private final MessageCache retained = new MessageCache(MAX_RETAINED, MAX_RETAINED_BYTES);
    private long digest;
    /** The youngest of the forgotten: all that are known are younger. */
    private Optional<PeerId> newestEvicted = Optional.empty();

    /** @return whether the message was new; if so it is retained as given */
    boolean add(Gossip gossip) {
        PeerId origin = gossip.id().origin();
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

    /** Whether the message has been received, and is not of a life that was forgotten. */
    boolean contains(MessageId id) {
        ReceivedSet set = received.get(id.origin());
        return set != null && set.contains(id.sequence());
    }

    /** The watermark: everything of the origin below it has been received, or cannot be had any more. */
    public long next(PeerId origin) {
        ReceivedSet set = received.get(origin);
        return set == null ? 0 : set.next();
    }

    /** As {@link #next}, or higher by hearsay: what lies below is not missed, though it is asked for. */
    public long accountedFor(PeerId origin) {
        ReceivedSet set = received.get(origin);
        return set == null ? 0 : set.accountedFor();
    }

    /** A sum over all origins: equal for equal knowledge in whatever order it came. */
    public long digest() {
        return digest;
    }

    public int retained() {
        return retained.size();
    }

    List<Watermark> watermarks() {
        List<Watermark> watermarks = new ArrayList<>(received.size());
        received.forEach((origin, set) -> watermarks.add(new Watermark(origin, set.next())));
        return watermarks;
    }

    /** A neighbor says that it has nothing of the origin below next to give. */
    void raiseFloor(PeerId origin, long next) {
        if (received.containsKey(origin) || track(origin)) {
            ReceivedSet set = received.get(origin);
            long before = set.fingerprint();
            set.raiseFloor(next);
            updateDigest(origin, before, set.fingerprint());
        }
    }

    /** What one who stands at these watermarks lacks: floors where it is gone, then the retained messages. */
    List<Message> missingFrom(Map<PeerId, Long> theirs) {
        Map<PeerId, Set<Long>> held = new HashMap<>();
        List<Message> supply = new ArrayList<>();
        retained.forEach(gossip -> {
            PeerId origin = gossip.id().origin();
            if (gossip.id().sequence() >= theirs.getOrDefault(origin, 0L)) {
                supply.add(gossip);
                held.computeIfAbsent(origin, unseen -> new HashSet<>()).add(gossip.id().sequence());
            }
        });
        List<Message> missing = new ArrayList<>();
        received.forEach((origin, set) -> {
            long have = theirs.getOrDefault(origin, 0L);
            long floor = lowestUnbroken(set.accountedFor(), have, held.getOrDefault(origin, Set.of()));
            if (floor > have) {
                missing.add(new Floor(origin, floor));
            }
        });
        missing.addAll(supply);
        return missing;
    }

    /** From where on, at or above {@code have}, every message below {@code next} is held. */
    private static long lowestUnbroken(long next, long have, Set<Long> held) {
        long floor = next;
        while (floor > have && held.contains(floor - 1)) {
            floor--;
        }
        return floor;
    }

    /** @return false when the unknown life is too old to be remembered */
    private boolean track(PeerId origin) {
        if (newestEvicted.isPresent() && BY_BEGINNING.compare(origin, newestEvicted.get()) <= 0) {
            return false;
        }
        received.put(origin, new ReceivedSet());
        if (received.size() > MAX_ORIGINS) {
            evictOldest();
        }
        return received.containsKey(origin);
    }

    private void evictOldest() {
        PeerId oldest = received.keySet().stream().min(BY_BEGINNING).orElseThrow();
        updateDigest(oldest, received.remove(oldest).fingerprint(), 0);
        newestEvicted = Optional.of(oldest);
        retained.removeIf(payload -> payload.id().origin().equals(oldest));
    }

    private void updateDigest(PeerId origin, long before, long after) {
        if (before != after) {
            digest += contribution(origin, after) - contribution(origin, before);
        }
    }

    /** Well spread, the same on every node, and 0 for an origin of which nothing is known. */
    private static long contribution(PeerId origin, long fingerprint) {
        return fingerprint == 0 ? 0 : mix(mix(origin.address().hashCode() * 0x9E3779B97F4A7C15L + origin.incarnation()) + fingerprint);
    }

    /** The finalizer of MurmurHash3. */
    private static long mix(long z) {
        z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }
}
