package gossip.eventlog;

import ch.qos.logback.core.Appender;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.event.KeyValuePair;

/**
 * The lines on their way to the console. A terminal may be slow or held by Ctrl+S, a pipe may have nobody who reads:
 * nobody waits for that. What is more than the backlog is left out, and a line {@code CONSOLE_SKIPPED} in its place
 * says how much, once the console takes lines again. The thread that runs this does nothing but print.
 */
final class ConsoleWriter implements Runnable {

    static final int MAX_BACKLOG = 4 << 20;

    private final Appender<byte[]> console;
    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<byte[]> backlog = new ArrayDeque<>();
    private int backlogBytes;
    private long skipped;
    private boolean closed;

    /** @param file where the lines stand that are left out here */
    ConsoleWriter(Appender<byte[]> console, Path file) {
        this.console = console;
        this.file = file;
    }

    /** Never waits. Once it has left out lines it leaves out all, until the backlog is printed: one gap, not many. */
    void print(byte[] batch) {
        lock.lock();
        try {
            if (skipped > 0 || backlogBytes + batch.length > MAX_BACKLOG) {
                skipped += LineBatch.lines(batch);
            } else {
                backlog.add(batch);
                backlogBytes += batch.length;
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Until it is closed and all is printed. */
    @Override
    public void run() {
        for (Optional<byte[]> next = next(); next.isPresent(); next = next()) {
            console.doAppend(next.get());
        }
        console.stop();
    }

    private Optional<byte[]> next() {
        lock.lock();
        try {
            while (backlog.isEmpty() && skipped == 0 && !closed) {
                changed.awaitUninterruptibly();
            }
            if (backlog.isEmpty()) {
                return gap();
            }
            byte[] next = backlog.remove();
            backlogBytes -= next.length;
            return Optional.of(next);
        } finally {
            lock.unlock();
        }
    }

    private Optional<byte[]> gap() {
        if (skipped == 0) {
            return Optional.empty();
        }
        byte[] gap = LogNotice.line("console", "CONSOLE_SKIPPED", new KeyValuePair("lines", skipped), new KeyValuePair("file", file));
        skipped = 0;
        return Optional.of(gap);
    }

    /** No more is to come. What waits is still printed, if the console takes it. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
