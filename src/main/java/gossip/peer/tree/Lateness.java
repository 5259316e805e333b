package gossip.peer.tree;

import java.time.Duration;

/**
 * How much later than the first announcement of a message the tree delivers the message. The estimate is the smoothed
 * mean plus four smoothed deviations, as TCP estimates its timeout (RFC 6298).
 */
final class Lateness {

    static final Duration MIN = Duration.ofMillis(50);
    static final Duration MAX = Duration.ofMillis(350);
    private static final Duration INITIAL = Duration.ofMillis(200);
    private static final int GAIN = 8;
    private static final int DEVIATION_GAIN = 4;
    private static final int DEVIATIONS = 4;

    private long mean = INITIAL.toNanos();
    private long deviation;

    void add(long nanos) {
        long bounded = Math.min(nanos, MAX.toNanos());
        deviation += (Math.abs(bounded - mean) - deviation) / DEVIATION_GAIN;
        mean += (bounded - mean) / GAIN;
    }

    /** Returns after which time an announced message is missing, in nanoseconds. */
    long timeoutNanos() {
        return Math.clamp(mean + DEVIATIONS * deviation, MIN.toNanos(), MAX.toNanos());
    }
}
