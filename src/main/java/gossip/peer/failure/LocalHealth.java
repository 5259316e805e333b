package gossip.peer.failure;

import java.time.Duration;

/**
 * The lateness of this peer, measured by its own timers. A late peer may have unread replies in its queues, so it waits
 * longer before it declares others dead. The same idea as in Lifeguard (Dadgar, Phillips and Currey, 2018). Unlike
 * there, the measure is time and not the number of failed probes.
 *
 * <p>While this peer is late, the PINGs of an interval are no misses. Of 9 late intervals in a row one counts, so the
 * timeouts stretch at most ninefold, as in Lifeguard.
 */
final class LocalHealth {

    /** A timer that runs later than this share of a heartbeat makes the peer late. Guessed. */
    private static final int LATE_DIVISOR = 4;
    /** Lifeguard's maximum of its local health multiplier. */
    private static final int MAX_EXCUSED = 8;

    private final long thresholdNanos;
    /** Whether a timer ran late since the last heartbeat, and between the two heartbeats before. */
    private boolean late;
    private boolean lateBefore;
    private int excused;

    LocalHealth(Duration pingInterval) {
        this.thresholdNanos = pingInterval.toNanos() / LATE_DIVISOR;
    }

    /** @param lateNanos the time from when a timer of this peer was due until it ran */
    void timerRan(long lateNanos) {
        late |= lateNanos > thresholdNanos;
    }

    /**
     * Ends an interval.
     *
     * @return whether the outstanding PINGs do not count as misses
     */
    boolean heartbeat() {
        lateBefore = late;
        late = false;
        boolean excuse = lateBefore && excused < MAX_EXCUSED;
        excused = excuse ? excused + 1 : 0;
        return excuse;
    }

    /** Returns whether a timer ran late in this interval or the one before. */
    boolean isLate() {
        return late || lateBefore;
    }
}
