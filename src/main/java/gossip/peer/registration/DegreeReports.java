package gossip.peer.registration;

import gossip.node.Environment;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * The times of the reports of a changed degree to the seeds: at once, but only once in {@link #INTERVAL}. If the seeds
 * take long to answer, the interval is two to three times as long as their last answer took.
 */
final class DegreeReports {

    private static final Duration INTERVAL = Duration.ofMillis(500);
    /** The longest interval, however long the seeds take to answer. Guessed. */
    private static final Duration MAX_INTERVAL = Duration.ofSeconds(10);

    private final Environment environment;
    private final IntSupplier degree;
    private final Runnable send;
    private boolean throttled;
    private boolean stopped;
    private int reported;
    /** How long a seed took to answer the last report, in nanoseconds. */
    private long lastReplyNanos;

    /**
     * @param degree supplies the present degree of this peer
     * @param send sends a REGISTER with the degree that {@link #next} returns
     */
    DegreeReports(Environment environment, IntSupplier degree, Runnable send) {
        this.environment = environment;
        this.degree = degree;
        this.send = send;
    }

    /** Returns the degree for a REGISTER that is sent now. */
    int next() {
        reported = degree.getAsInt();
        return reported;
    }

    void degreeChanged() {
        if (!stopped && !throttled && degree.getAsInt() != reported) {
            throttled = true;
            send.run();
            environment.schedule(interval(), () -> {
                throttled = false;
                degreeChanged();
            });
        }
    }

    void answered(long nanos) {
        lastReplyNanos = nanos;
    }

    void stop() {
        stopped = true;
    }

    private Duration interval() {
        if (lastReplyNanos * 2 <= INTERVAL.toNanos()) {
            return INTERVAL;
        }
        long nanos = lastReplyNanos * 2 + environment.random().nextLong(lastReplyNanos);
        return Duration.ofNanos(Math.min(nanos, MAX_INTERVAL.toNanos()));
    }
}
