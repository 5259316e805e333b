package gossip.peer.topology;

import gossip.node.Environment;
import java.time.Duration;

/** Exponential backoff of at most a heartbeat. Half of it is random to spread concurrent retries. */
final class RetryBackoff {

    private static final Duration MIN = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 10;

    private final Environment environment;
    private final long maxMillis;
    private int failures;

    RetryBackoff(Environment environment, Duration heartbeat) {
        this.environment = environment;
        this.maxMillis = heartbeat.toMillis();
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
        long millis = Math.min(maxMillis, Math.min(MIN.toMillis(), maxMillis) << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        return Duration.ofMillis(millis / 2 + environment.random().nextLong(millis / 2 + 1));
    }
}
