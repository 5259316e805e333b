package gossip.tool.client;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** A point in time at which work must be done. Immutable and thread-safe. */
public record Deadline(long nanos) {

    public static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Returns a deadline in ten years. */
    public static Deadline never() {
        return after(Duration.ofDays(3650));
    }

    /** Returns the earlier of this deadline and the given time from now. */
    public Deadline atMost(Duration duration) {
        Deadline other = after(duration);
        return other.nanos - nanos < 0 ? other : this;
    }

    public boolean isOver() {
        return nanos - System.nanoTime() <= 0;
    }

    /** Returns the remaining time in milliseconds, rounded up; 0 or less if it is over. */
    public long millisLeft() {
        return Math.ceilDiv(nanos - System.nanoTime(), 1_000_000L);
    }

    /** Returns the remaining time; zero if it is over. */
    public Duration left() {
        return Duration.ofMillis(Math.max(0, millisLeft()));
    }

    /**
     * Returns the remaining time as a timeout of a socket.
     *
     * @throws SocketTimeoutException if it is over
     */
    public int timeout() throws SocketTimeoutException {
        long left = millisLeft();
        if (left <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }
}
