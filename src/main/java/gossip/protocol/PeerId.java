package gossip.protocol;

/**
 * One life of a peer: its address and its incarnation, the time of its start in milliseconds since 1970.
 *
 * <p>The same address with a higher incarnation is a new life: it is not the peer that died there, its messages are
 * numbered from 0 again, and what was said of the earlier life does not concern it.
 */
public record PeerId(Address address, long incarnation) {

    /** Numbers on the wire stay exact wherever they are read, in languages with only doubles too. */
    public static final long MAX_INCARNATION = (1L << 53) - 1;

    /** @throws IllegalArgumentException when the incarnation is not in 0..{@link #MAX_INCARNATION} */
    public PeerId {
        if (incarnation < 0 || incarnation > MAX_INCARNATION) {
            throw new IllegalArgumentException("incarnation " + incarnation + " is not in 0.." + MAX_INCARNATION);
        }
    }

    /** Whether this is a later life of the same address. */
    public boolean succeeds(PeerId other) {
        return address.equals(other.address) && incarnation > other.incarnation;
    }

    /** Spelled out because it is asked for with every message, and what the compiler makes up is slow until it is hot. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PeerId that && incarnation == that.incarnation && address.equals(that.address);
    }

    /** Spelled out for the same reason. */
    @Override
    public int hashCode() {
        return 31 * address.hashCode() + Long.hashCode(incarnation);
    }

    @Override
    public String toString() {
        return address + "/" + incarnation;
    }
}
