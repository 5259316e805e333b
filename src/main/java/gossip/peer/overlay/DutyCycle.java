package gossip.peer.overlay;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The pauses of a task that waits for replies of other nodes. After a run of duration t, the next one starts at least
 * t/2 to t later. So the task runs at most two thirds of the time, and nodes that reply slowly get fewer requests. The
 * random part spreads the requests of peers that failed together.
 *
 * <p>Without pauses an overloaded network stays overloaded. Requests that are not answered in time are sent again, and
 * keep the load high (Bronson et al., "Metastable Failures in Distributed Systems", 2021).
 */
public final class DutyCycle {

    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private boolean running;
    private long startedAt;
    /** When the next run may start. */
    private long nextAt;

    public DutyCycle(LongSupplier nanoTime, RandomGenerator random) {
        this.nanoTime = nanoTime;
        this.random = random;
        this.nextAt = nanoTime.getAsLong();
    }

    /** Returns whether no run is in progress and the pause after the last one has ended. */
    public boolean isDue() {
        return !running && nanosUntilDue() == 0;
    }

    /** Returns how long the pause after the last run still lasts, 0 or more. */
    public long nanosUntilDue() {
        return Math.max(0, nextAt - nanoTime.getAsLong());
    }

    public void started() {
        running = true;
        startedAt = nanoTime.getAsLong();
    }

    /** Ends the run, if one is in progress. */
    public void ended() {
        if (!running) {
            return;
        }
        running = false;
        long now = nanoTime.getAsLong();
        long taken = now - startedAt;
        nextAt = Math.max(nextAt, now + taken / 2 + random.nextLong(taken / 2 + 1));
    }
}
