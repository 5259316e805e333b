package gossip.peer.tree;

import java.time.Duration;

/**
 * How much later than the announcements of one neighbor the tree delivers the messages, at most. The estimate rises at
 * once and falls slowly, because only the messages of a few origins may be late.
 */
final class Lateness {

    static final Duration MAX = Duration.ofSeconds(1);
    /** Added to the estimate, with a quarter of it, so that a small change does not cause a request. Guessed. */
    private static final Duration MARGIN = Duration.ofMillis(50);
    private static final int MARGIN_DIVISOR = 4;
    /** The estimate moves to a lower value by one part in so many. Guessed. */
    private static final int FALL = 1024;

    private long peak;

    /** @param nanos 0 if the tree delivered the message first */
    void add(long nanos) {
        long bounded = Math.min(nanos, MAX.toNanos());
        peak = bounded > peak ? bounded : peak - (peak - bounded) / FALL;
    }

    /**
     * Returns after which time an announced message is missing, in nanoseconds.
     *
     * @param roundTrip what a request takes; the tree has at least as much time
     */
    long timeoutNanos(Duration roundTrip) {
        long expected = Math.max(peak, roundTrip.toNanos());
        return Math.min(expected + expected / MARGIN_DIVISOR + MARGIN.toNanos(), MAX.toNanos());
    }
}
