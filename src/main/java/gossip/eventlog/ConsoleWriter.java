package gossip.eventlog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The thread that prints lines on the console, with a bounded backlog. The console may block, for example while a user
 * holds a terminal with Ctrl+S. {@link #print} never blocks: lines beyond the backlog are skipped. When the console
 * accepts lines again, the line {@code CONSOLE_SKIPPED} states their number. Thread-safe.
 */
final class ConsoleWriter implements Runnable {

    /** Maximum bytes that wait for the console. A guess: some 20,000 lines. */
    static final int MAX_BACKLOG = 4 << 20;

    /** How often the watch is asked. */
    private static final long WATCH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PrintStream out;
    private final Encoder<ILoggingEvent> encoder;
    private final boolean typedLine;
    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<byte[]> backlog = new ArrayDeque<>();
    private int backlogBytes;
    private long skippedLines;
    private boolean closed;
    private Supplier<Optional<ILoggingEvent>> watch = Optional::empty;

    /**
     * @param file named in {@code CONSOLE_SKIPPED}, because it contains the skipped lines
     * @param encoder an encoder of notices for this console only
     * @param typedLine whether to print above the line that the user types
     */
    ConsoleWriter(PrintStream out, Path file, Encoder<ILoggingEvent> encoder, boolean typedLine) {
        this.out = out;
        this.encoder = encoder;
        this.typedLine = typedLine;
        this.file = file;
    }

    /**
     * Sets a source of notices for a time in which no other thread can print, because the file blocks. Call it before
     * {@link #run}.
     */
    void watch(Supplier<Optional<ILoggingEvent>> source) {
        watch = source;
    }

    /** Adds lines to the backlog. After a skip it skips all lines until the backlog is printed: one gap, not many. */
    void print(byte[] lines) {
        lock.lock();
        try {
            if (skippedLines > 0 || backlogBytes + lines.length > MAX_BACKLOG) {
                skippedLines += LogFile.countLines(lines, 0, lines.length);
            } else {
                backlog.add(lines);
                backlogBytes += lines.length;
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Adds a line about the log itself. */
    void print(ILoggingEvent notice) {
        print(encode(notice));
    }

    private byte[] encode(ILoggingEvent notice) {
        lock.lock();
        try {
            return encoder.encode(notice);
        } finally {
            lock.unlock();
        }
    }

    /** Prints until this writer is closed and the backlog is empty. */
    @Override
    public void run() {
        for (Optional<byte[]> next = next(); next.isPresent(); next = next()) {
            out.writeBytes(typedLine ? TypedLine.insertAbove(next.get()) : next.get());
            out.flush();
        }
    }

    private Optional<byte[]> next() {
        lock.lock();
        try {
            Optional<byte[]> watched = Optional.empty();
            while (backlog.isEmpty() && skippedLines == 0 && !closed && watched.isEmpty()) {
                awaitChange();
                watched = watch.get().map(this::encode);
            }
            if (watched.isPresent()) {
                return watched;
            }
            Optional<byte[]> next = Optional.ofNullable(backlog.poll());
            next.ifPresent(lines -> backlogBytes -= lines.length);
            return next.or(this::skipped);
        } finally {
            lock.unlock();
        }
    }

    private void awaitChange() {
        try {
            changed.awaitNanos(WATCH_NANOS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<byte[]> skipped() {
        if (skippedLines == 0) {
            return Optional.empty();
        }
        byte[] notice = encode(NodeEvent.notice("console", "CONSOLE_SKIPPED", "lines", skippedLines, "file", file));
        skippedLines = 0;
        return Optional.of(notice);
    }

    /** Ends {@link #run} after the backlog has been printed. No lines may be added afterwards. */
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
