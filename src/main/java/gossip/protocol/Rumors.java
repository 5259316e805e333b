package gossip.protocol;

import gossip.protocol.Message.Gossip;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The gossip messages that are going round, found by the bytes of their lines: of the many copies of a message that
 * come in, in all the nodes of a process, only the first is decoded, and all of them keep that one. Thread-safe.
 *
 * <p>A memory of fixed size, where a later message takes the place of an earlier one. To have forgotten one costs
 * decoding it again, and nothing else.
 */
public final class Rumors {

    private static final int PLACES = 1 << 14;
    private static final int ORIGINS = 1 << 10;
    /** Longer ones are not kept here, so that all of it stays below 32 MiB. */
    private static final int LONGEST = 2048;

    private final AtomicReferenceArray<Rumor> places = new AtomicReferenceArray<>(PLACES);
    private final AtomicReferenceArray<PeerId> origins = new AtomicReferenceArray<>(ORIGINS);

    /** The message of which {@code line[from, to)} is another copy. */
    public Optional<Rumor> find(byte[] line, int from, int to) {
        int at = GossipLine.afterHops(line, from, to);
        if (at < 0) {
            return Optional.empty();
        }
        int hash = Rumor.hash(line, at, to);
        Rumor one = places.getAcquire(place(hash));
        if (one != null && one.equals(line, at, to)) {
            return Optional.of(one);
        }
        Rumor other = places.getAcquire(otherPlace(hash));
        return other != null && other.equals(line, at, to) ? Optional.of(other) : Optional.empty();
    }

    /** The message as the line has it, which is a copy of this rumor. */
    public static Gossip gossip(Rumor rumor, byte[] line, int from) {
        return new Gossip(GossipLine.hops(line, from), rumor);
    }

    /** Remembers a message that has been decoded; the answer is the same one, on which other copies agree. */
    public Gossip remember(Gossip decoded) {
        Rumor rumor = decoded.rumor().withOrigin(known(decoded.id().origin()));
        if (rumor.length() <= LONGEST) {
            int hash = rumor.hash();
            // The newest first; the one that was there before has a second place.
            Rumor earlier = places.getAcquire(place(hash));
            if (earlier != null) {
                places.setRelease(otherPlace(earlier.hash()), earlier);
            }
            places.setRelease(place(hash), rumor);
        }
        return new Gossip(decoded.hops(), rumor);
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
        return hash >>> 16 & PLACES - 1;
    }
}
