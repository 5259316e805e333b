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
 * A bounded queue between the threads that log events and the thread that formats and writes them. {@code append}
 * blocks only while the queue is full, because no event may be lost. Any number of threads may append; one thread may
 * fetch. Unlike logback's AsyncAppender, the queue is bounded in bytes and wakes the writer for a batch, not for an
 * event. That halves the processor time per event (measured).
 */
final class EventQueue extends UnsynchronizedAppenderBase<ILoggingEvent> {

    /** Estimated bytes at which the queue is full. A guess: what a thousand peers log during a few broadcasts. */
    static final int CAPACITY = 2 << 20;
    /** Estimated bytes of an event without its texts: about the length of its line. */
    static final int EVENT_SIZE = 256;

    /** Estimated bytes above which {@link #fetch} returns without waiting for more events. */
    private static final int HIGH_WATER_MARK = CAPACITY / 4;
    /** Longer than a broadcast takes. So events are formatted after the broadcast, and do not delay it. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition appended = lock.newCondition();
    private final Condition fetched = lock.newCondition();
    private List<ILoggingEvent> queued = new ArrayList<>();
    private int queuedBytes;
    private long fetches;
    private boolean closed;

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

    /** Waits for the next fetch, not for free capacity. Otherwise other threads could take the capacity repeatedly. */
    private void awaitFetch() {
        for (long next = fetches + 1; fetches < next && !closed; ) {
            fetched.awaitUninterruptibly();
        }
    }

    /**
     * Waits for an event and then 50 ms for more events, and returns all events in order. The wait for more ends early
     * above the high-water mark. The first call does not wait for more, so that the start of the process shows
     * immediately.
     *
     * @return the events, empty when the queue is closed and all events have been returned
     */
    List<ILoggingEvent> fetch() {
        lock.lock();
        try {
            while (queued.isEmpty() && !closed) {
                appended.awaitUninterruptibly();
            }
            if (fetches > 0) {
                gather();
            }
            List<ILoggingEvent> all = queued;
            queued = new ArrayList<>();
            queuedBytes = 0;
            fetches++;
            fetched.signalAll();
            return all;
        } finally {
            lock.unlock();
        }
    }

    private void gather() {
        try {
            for (long left = GATHER_NANOS; left > 0 && queuedBytes <= HIGH_WATER_MARK && !closed; ) {
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
