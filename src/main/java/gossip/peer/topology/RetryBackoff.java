package gossip.peer.topology;

import gossip.node.Environment;
import java.time.Duration;

/**
 * Exponential backoff of at most a heartbeat, or {@link #MAX} if that is longer. Half of it is random to spread
 * concurrent retries.
 */
final class RetryBackoff {

    private static final Duration MIN = Duration.ofSeconds(1);
    /** Guessed. With a short heartbeat, retries at each one would be too many for overloaded seeds. */
    private static final Duration MAX = Duration.ofSeconds(13);
    private static final int MAX_DOUBLINGS = 10;

    private final Environment environment;
    private final long minMillis;
    private final long maxMillis;
    private int failures;

    RetryBackoff(Environment environment, Duration heartbeat) {
        this.environment = environment;
        this.minMillis = Math.min(MIN.toMillis(), heartbeat.toMillis());
        this.maxMillis = Math.max(MAX.toMillis(), heartbeat.toMillis());
    }

    /** Returns whether an attempt has failed since the last success. */
    boolean hasFailed() {
        return failures > 0;
    }

    void succeeded() {
        failures = 0;
    }

    /** Counts a failure and returns how long to wait. */
    Duration failed() {
        long millis = Math.min(maxMillis, minMillis << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        return Duration.ofMillis(millis / 2 + environment.random().nextLong(millis / 2 + 1));
    }
}
