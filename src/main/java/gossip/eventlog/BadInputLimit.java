package gossip.eventlog;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The limit of {@code BAD_INPUT} events of one node. The first {@value #PER_SECOND} in each second are logged, with
 * its reason. Further ones are counted, and one event states their number. Without this limit a flood of bad input
 * would fill the disk. Not thread-safe: a node logs one event at a time.
 */
final class BadInputLimit {

    static final int PER_SECOND = 100;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final NodeLogger logger;
    private final LongSupplier nanoTime;
    private long secondBegan;
    private int inSecond;
    private long counted;

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    BadInputLimit(NodeLogger logger, LongSupplier nanoTime) {
        this.logger = logger;
        this.nanoTime = nanoTime;
        this.secondBegan = nanoTime.getAsLong();
    }

    void badInput(String from, String reason) {
        logCounted();
        if (inSecond < PER_SECOND) {
            inSecond++;
            logger.log("BAD_INPUT", "from", from, "reason", reason);
        } else {
            counted++;
        }
    }

    /** Logs the number of events that were only counted, if their second is over. Called at regular events, too. */
    void logCounted() {
        long now = nanoTime.getAsLong();
        if (now - secondBegan >= SECOND) {
            logCountedNow();
            secondBegan = now;
            inSecond = 0;
        }
    }

    void logCountedNow() {
        if (counted > 0) {
            logger.log("BAD_INPUT", "from", "several",
                    "reason", "more than " + PER_SECOND + " in a second", "count", counted);
            counted = 0;
        }
    }
}
