package gossip.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A limit of the time of each write to a client. A write that takes longer is interrupted, which closes the connection,
 * so a client that does not read occupies nothing for long. Thread-safe.
 */
final class WriteTimeout implements AutoCloseable {

    /** A write to the connection of the present thread. */
    @FunctionalInterface
    interface Write {
        void run() throws IOException;
    }

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Duration timeout;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "write-timeout");
        thread.setDaemon(true);
        return thread;
    });

    WriteTimeout(Duration timeout) {
        this.timeout = timeout;
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * Runs one write.
     *
     * @throws IOException if the write fails or takes too long
     */
    void run(Write write) throws IOException {
        Future<?> expiry = timer.schedule(Thread.currentThread()::interrupt, timeout.toNanos(), TimeUnit.NANOSECONDS);
        try {
            write.run();
        } finally {
            expiry.cancel(false);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
