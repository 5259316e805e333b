package gossip.net;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread that starts what is due, for all nodes of a process. What is due at nearly the same moment is started at
 * the same: a thousand sleeping peers then wake the machine some ten times a second, not some hundred times.
 */
public final class TimerService implements AutoCloseable {

    /** How late a task may come, as a share of its delay, and at most. */
    private static final long SLACK_DIVISOR = 128;
    private static final long MAX_SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ScheduledThreadPoolExecutor executor;

    public TimerService() {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "timers");
            thread.setDaemon(true);
            return thread;
        });
        // Connections that end later than this would still set a timer for their end.
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    ScheduledFuture<?> schedule(Duration delay, Runnable task) {
        return executor.schedule(task, rounded(delay.toNanos(), System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    /** The delay up to the first moment not before it that is a multiple of the slack. */
    static long rounded(long delay, long now) {
        long slack = Math.clamp(delay / SLACK_DIVISOR, 1, MAX_SLACK_NANOS);
        long beyond = Math.floorMod(now + delay, slack);
        return beyond == 0 ? delay : delay + slack - beyond;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
