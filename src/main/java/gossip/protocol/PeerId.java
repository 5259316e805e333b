package gossip.protocol;

/**
 * One incarnation of a peer: its address and the incarnation number.
 *
 * <p>The first incarnation of a process is its start time in milliseconds since 1970. A seed lists a higher incarnation
 * in place of a lower one of the same address. Death reports about the lower one do not apply to it. The messages of a
 * process are identified by its {@link Origin} instead.
 */
public record PeerId(Address address, long incarnation) {

    /** The highest incarnation. A double represents it exactly, for clients that have no 64-bit integers. */
    public static final long MAX_INCARNATION = (1L << 53) - 1;

    /** @throws IllegalArgumentException if the incarnation is not in 0..{@link #MAX_INCARNATION} */
    public PeerId {
        if (incarnation < 0 || incarnation > MAX_INCARNATION) {
            throw new IllegalArgumentException("incarnation " + incarnation + " is not in 0.." + MAX_INCARNATION);
        }
    }

    /** Tests whether this is a later incarnation of the same address. */
    public boolean succeeds(PeerId other) {
        return address.equals(other.address) && incarnation > other.incarnation;
    }

    /**
     * Returns the same value on every JDK. The order of messages in a simulation depends on it, because peers send the
     * entries of hash maps.
     */
    @Override
    public int hashCode() {
        return 31 * address.hashCode() + Long.hashCode(incarnation);
    }

    /** Returns {@code host:port/incarnation}. */
    @Override
    public String toString() {
        return address + "/" + incarnation;
    }
}
