package gossip.eventlog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.util.ReentryGuard;
import ch.qos.logback.core.util.ReentryGuardFactory;
import ch.qos.logback.core.util.ReentryGuardFactory.GuardType;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A queue of lines between the threads that log events and the thread that writes them. A thread that logs an event
 * encodes it immediately, into one of two buffers that are used in turn. The writer writes one while the threads fill
 * the other. So no event outlives the call that logs it. Any number of threads may append; one thread may fetch. The
 * writer is woken for a batch, not for an event.
 *
 * <pre>
 * queued bytes    the writer makes progress             the writer has hung for 100 ms
 *
 * below 2 MiB     append returns immediately            append returns immediately
 * above           append waits for the next fetch       append returns immediately
 * above 16 MiB    append waits for the next fetch       append skips the event and counts it
 * </pre>
 *
 * So a slow disk slows the nodes down and the log stays complete, but a disk that hangs never blocks a node.
 */
final class EventQueue extends UnsynchronizedAppenderBase<ILoggingEvent> {

    /** Bytes at which the queue is full. A guess: what a thousand peers log during a few broadcasts. */
    static final int CAPACITY = 2 << 20;
    /** Bytes that are kept while the writer hangs: about 90,000 events. */
    static final int HANG_CAPACITY = 16 << 20;

    /** Bytes above which {@link #fetch} returns without waiting for more events. */
    private static final int HIGH_WATER_MARK = CAPACITY / 4;
    /** Longer than a broadcast takes. So lines are written after the broadcast, and do not delay it. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** How long a writer may take for a write of 64 KiB before it counts as hung. */
    private static final long HANG_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** How long {@link #fetch} waits for the first event, so that an idle writer can check its file. */
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /**
     * What a fetch returns. The buffers are filled again after the next fetch.
     *
     * @param lines the lines for the file; empty if there were none for half a second
     * @param sentences the lines for a console that shows sentences; empty for any other
     * @param skipped how many events were skipped after these, because the writer hung
     * @param last whether the queue is closed and all lines have been returned
     */
    record Fetched(LogLines lines, LogLines sentences, long skipped, boolean last) {}

    private final EventEncoder encoder;
    private final Optional<ConsoleEncoder> consoleEncoder;
    private final long hangNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition appended = lock.newCondition();
    private final Condition fetched = lock.newCondition();
    private LogLines lines = new LogLines();
    private LogLines sentences = new LogLines();
    private LogLines fetchedLines = new LogLines();
    private LogLines fetchedSentences = new LogLines();
    private long fetches;
    private long skipped;
    private boolean closed;
    /** When the writer last made progress, by {@link System#nanoTime}. */
    private volatile long progressed = System.nanoTime();

    /** @param consoleEncoder encodes events for the console; if empty, it gets the lines of the file */
    EventQueue(EventEncoder encoder, Optional<ConsoleEncoder> consoleEncoder) {
        this(encoder, consoleEncoder, HANG_NANOS);
    }

    /** @param hangNanos how long the writer may make no progress before it counts as hung */
    EventQueue(EventEncoder encoder, Optional<ConsoleEncoder> consoleEncoder, long hangNanos) {
        this.encoder = encoder;
        this.consoleEncoder = consoleEncoder;
        this.hangNanos = hangNanos;
    }

    /** Notes that the writer has written something. */
    void progressed() {
        progressed = System.nanoTime();
    }

    /** Reports an event that cannot be formatted, and continues: the log must not stop a node. */
    @Override
    protected void append(ILoggingEvent event) {
        try {
            encode(event);
        } catch (RuntimeException | Error e) {
            Thread self = Thread.currentThread();
            self.getUncaughtExceptionHandler().uncaughtException(self, e);
        }
    }

    private void encode(ILoggingEvent event) {
        lock.lock();
        try {
            if (queuedBytes() >= CAPACITY) {
                awaitFetch();
            }
            if (closed) {
                return;
            }
            int before = queuedBytes();
            if (before >= HANG_CAPACITY) {
                skipped++;
                return;
            }
            encoder.append(lines, event);
            if (consoleEncoder.isPresent()) {
                sentences.bytes(consoleEncoder.get().encode(event));
            }
            if (before == 0 || queuedBytes() > HIGH_WATER_MARK) {
                appended.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private int queuedBytes() {
        return lines.length() + sentences.length();
    }

    /**
     * Waits for the next fetch, or until the writer hangs. It does not wait for free capacity, because other threads
     * could take that repeatedly.
     */
    private void awaitFetch() {
        try {
            for (long next = fetches + 1; fetches < next && !closed; ) {
                long left = hangNanos - (System.nanoTime() - progressed);
                if (left <= 0) {
                    return;
                }
                fetched.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits for an event and then 50 ms for more events. The wait for more ends early above the high-water mark. The
     * first call does not wait for more, so that the start of the process shows immediately.
     */
    Fetched fetch() {
        lock.lock();
        try {
            await(IDLE_NANOS, 0);
            if (fetches > 0 && queuedBytes() > 0) {
                await(GATHER_NANOS, HIGH_WATER_MARK);
            }
            progressed();
            return swap();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until more than so many bytes are queued, but not longer than so many nanoseconds. */
    private void await(long nanos, int bytes) {
        try {
            for (long left = nanos; left > 0 && queuedBytes() <= bytes && !closed; ) {
                left = appended.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Exchanges the buffers. Those of the fetch before are written by now. */
    private Fetched swap() {
        boolean any = queuedBytes() > 0;
        LogLines full = lines;
        LogLines fullSentences = sentences;
        fetchedLines.clear();
        fetchedSentences.clear();
        lines = fetchedLines;
        sentences = fetchedSentences;
        fetchedLines = full;
        fetchedSentences = fullSentences;
        Fetched all = new Fetched(full, fullSentences, skipped, !any && closed);
        if (any) {
            skipped = 0;
            fetches++;
            fetched.signalAll();
        }
        return all;
    }

    /** Closes the queue for new events. {@link #fetch} still returns the queued ones. */
    @Override
    public void stop() {
        super.stop();
        lock.lock();
        try {
            closed = true;
            appended.signal();
            fetched.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns a guard without effect. This appender logs no events, and the usual guard costs memory per thread. */
    @Override
    protected ReentryGuard buildReentryGuard() {
        return ReentryGuardFactory.makeGuard(GuardType.NOP);
    }
}
