package gossip.eventlog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.util.ReentryGuard;
import ch.qos.logback.core.util.ReentryGuardFactory;
import ch.qos.logback.core.util.ReentryGuardFactory.GuardType;
import gossip.protocol.Utf8String;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.event.KeyValuePair;

/**
 * A bounded queue between the threads that log events and the thread that formats and writes them. Any number of
 * threads may append; one thread may fetch. Unlike logback's AsyncAppender, the queue is bounded in bytes and wakes the
 * writer for a batch, not for an event. That halves the processor time per event (measured).
 *
 * <pre>
 * queued bytes    the writer makes progress             the writer has hung for 100 ms
 *
 * below 2 MiB     append returns immediately            append returns immediately
 * above           append waits for the next fetch       append returns immediately
 * above 16 MiB    append waits for the next fetch       append skips the event and counts it
 * </pre>
 *
 * So a slow disk slows the nodes down and the log stays complete, but a disk that hangs never holds a node.
 */
final class EventQueue extends UnsynchronizedAppenderBase<ILoggingEvent> {

    /** Estimated bytes at which the queue is full. A guess: what a thousand peers log during a few broadcasts. */
    static final int CAPACITY = 2 << 20;
    /** Estimated bytes that are kept while the writer hangs: about 65,000 events, in 30 MB of memory. */
    static final int HANG_CAPACITY = 16 << 20;
    /** Estimated bytes of an event without its texts: about the length of its line. */
    static final int EVENT_SIZE = 256;

    /** Estimated bytes above which {@link #fetch} returns without waiting for more events. */
    private static final int HIGH_WATER_MARK = CAPACITY / 4;
    /** Longer than a broadcast takes. So events are formatted after the broadcast, and do not delay it. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** How long a writer may take for a write of 64 KiB before it counts as hung. */
    private static final long HANG_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** How long {@link #fetch} waits for the first event, so that an idle writer can check its file. */
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /**
     * What a fetch returns.
     *
     * @param events the events in order; empty if there were none for half a second
     * @param skipped how many events were skipped after these, because the writer hung
     * @param last whether the queue is closed and all events have been returned
     */
    record Fetched(List<ILoggingEvent> events, long skipped, boolean last) {}

    private final long hangNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition appended = lock.newCondition();
    private final Condition fetched = lock.newCondition();
    private List<ILoggingEvent> queued = new ArrayList<>();
    private int queuedBytes;
    private long fetches;
    private long skipped;
    private boolean closed;
    /** When the writer last made progress, by {@link System#nanoTime}. */
    private volatile long progressed = System.nanoTime();

    EventQueue() {
        this(HANG_NANOS);
    }

    /** @param hangNanos how long the writer may make no progress before it counts as hung */
    EventQueue(long hangNanos) {
        this.hangNanos = hangNanos;
    }

    /** Notes that the writer has written something. */
    void progressed() {
        progressed = System.nanoTime();
    }

    @Override
    protected void append(ILoggingEvent event) {
        int size = estimateSize(event);
        lock.lock();
        try {
            if (queuedBytes >= CAPACITY) {
                awaitFetch();
            }
            if (closed) {
                return;
            }
            if (queuedBytes >= HANG_CAPACITY) {
                skipped++;
                return;
            }
            queued.add(event);
            queuedBytes += size;
            if (queued.size() == 1 || queuedBytes > HIGH_WATER_MARK) {
                appended.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Counts messages, and reasons that quote received lines. Other values are short. */
    private static int estimateSize(ILoggingEvent event) {
        int size = EVENT_SIZE;
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                if (pair.value instanceof Utf8String text) {
                    size += text.length();
                } else if (pair.value instanceof String text) {
                    size += text.length();
                }
            }
        }
        return size;
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
            awaitEvent();
            if (fetches > 0) {
                gather();
            }
            Fetched all = new Fetched(queued, skipped, queued.isEmpty() && closed);
            if (!queued.isEmpty()) {
                queued = new ArrayList<>();
                queuedBytes = 0;
                skipped = 0;
                fetches++;
                fetched.signalAll();
            }
            progressed();
            return all;
        } finally {
            lock.unlock();
        }
    }

    private void awaitEvent() {
        try {
            for (long left = IDLE_NANOS; left > 0 && queued.isEmpty() && !closed; ) {
                left = appended.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void gather() {
        try {
            boolean any = !queued.isEmpty();
            for (long left = GATHER_NANOS; any && left > 0 && queuedBytes <= HIGH_WATER_MARK && !closed; ) {
                left = appended.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
