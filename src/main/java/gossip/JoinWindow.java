package gossip;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A bound on the peers of one process that join at the same time, because each join opens many connections. The bound
 * is 4 at first. Each peer that has joined raises it by 1, up to 32. So a process that gets little CPU starts few joins
 * at a time, and they end before their requests time out. Thread-safe.
 */
final class JoinWindow {

    static final int FIRST = 4;
    static final int MAX = 32;
    /** How long a start waits while all slots are taken. Without a seed, no peer ever joins. Guessed. */
    static final Duration WAIT = Duration.ofSeconds(1);

    private final Duration wait;
    private final Semaphore free = new Semaphore(FIRST);
    /** The present bound. Guarded by this. */
    private int size = FIRST;

    JoinWindow(Duration wait) {
        this.wait = wait;
    }

    /** Waits until the next peer may start. Returns what to run when this peer has joined. */
    Runnable awaitStart() throws InterruptedException {
        boolean acquired = free.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
        return () -> joined(acquired);
    }

    private synchronized void joined(boolean acquired) {
        int growth = size < MAX ? 1 : 0;
        size += growth;
        free.release(growth + (acquired ? 1 : 0));
    }

    /** Returns how many peers may start without a wait. */
    int free() {
        return free.availablePermits();
    }
}
