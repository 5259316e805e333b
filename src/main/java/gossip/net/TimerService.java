package gossip.net;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The timers of all nodes of a process, run by one daemon thread named "timers". Thread-safe.
 *
 * <p>Tasks that are due at nearly the same time run together. A thousand idle peers then wake the processor about ten
 * times per second instead of several hundred times.
 */
public final class TimerService implements AutoCloseable {

    /** A task runs late by at most its delay divided by this, and by at most {@link #MAX_SLACK_NANOS}. */
    private static final long SLACK_DIVISOR = 128;
    private static final long MAX_SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ScheduledThreadPoolExecutor executor;

    public TimerService() {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "timers");
            thread.setDaemon(true);
            return thread;
        });
        // A connection may end after this service is closed. The forced close that it schedules then never runs.
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    ScheduledFuture<?> schedule(Duration delay, Runnable task) {
        return executor.schedule(task, rounded(delay.toNanos(), System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    /** Returns the delay up to the next time that is a multiple of the slack. All values are in nanoseconds. */
    static long rounded(long delay, long now) {
        long slack = Math.clamp(delay / SLACK_DIVISOR, 1, MAX_SLACK_NANOS);
        long excess = Math.floorMod(now + delay, slack);
        return excess == 0 ? delay : delay + slack - excess;
    }

    /** Stops the thread. Pending tasks do not run. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
