package gossip.peer.tree;

import java.time.Duration;

/**
 * An upper estimate of how much later the tree delivers messages than one neighbor announces them. It rises immediately
 * and falls slowly, because only the messages of a few origins may be late.
 */
final class Lateness {

    static final Duration MAX = Duration.ofSeconds(1);
    /** Added to the estimate, with a quarter of it, so that a small change does not cause a request. Guessed. */
    private static final Duration MARGIN = Duration.ofMillis(20);
    private static final int MARGIN_DIVISOR = 4;
    /** A lower value moves the estimate down by the difference divided by this. Guessed. */
    private static final int FALL = 1024;

    private long peak;

    /** @param nanos 0 if the tree delivered the message first */
    void add(long nanos) {
        long bounded = Math.min(nanos, MAX.toNanos());
        peak = bounded > peak ? bounded : peak - (peak - bounded) / FALL;
    }

    /**
     * Returns how long an announced message may take to arrive, in nanoseconds.
     *
     * @param roundTrip round trip of a request; the tree has at least this time
     */
    long timeoutNanos(Duration roundTrip) {
        long expected = Math.max(peak, roundTrip.toNanos());
        return Math.min(expected + expected / MARGIN_DIVISOR + MARGIN.toNanos(), MAX.toNanos());
    }
}
