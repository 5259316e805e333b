package gossip.node;

/** A token bucket: at most {@code perSecond} permits per second on average, and as many in a burst. */
public final class RateLimit {

    private static final double NANOS_PER_SECOND = 1e9;

    private final int perSecond;
    private double permits;
    /** Time of the last request, in nanoseconds. */
    private long last;

    /**
     * @param perSecond permits per second and in a burst, 1 or more
     * @param now the present time in nanoseconds
     */
    public RateLimit(int perSecond, long now) {
        this.perSecond = perSecond;
        this.permits = perSecond;
        this.last = now;
    }

    /** Takes a permit. Returns false if there is none. */
    public boolean tryAcquire(long now) {
        return tryAcquire(1, now);
    }

    /** Takes all of these permits, or none and returns false if there are fewer. */
    public boolean tryAcquire(int count, long now) {
        permits = Math.min(perSecond, permits + (now - last) * perSecond / NANOS_PER_SECOND);
        last = now;
        if (permits < count) {
            return false;
        }
        permits -= count;
        return true;
    }
}
