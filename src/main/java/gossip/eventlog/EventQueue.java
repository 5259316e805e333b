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
 * Where logback leaves the events, on the threads that tell them, for the {@link LogWriter} to fetch and put into lines:
 * a node is done with an event when it is here. Bounded: while the file is slower than the events, whoever tells one
 * waits here, because no event may be lost.
 */
final class EventQueue extends UnsynchronizedAppenderBase<ILoggingEvent> {

    /** In bytes, about: what a thousand peers tell of some broadcasts, or what comes while a disk hesitates. */
    static final int CAPACITY = 2 << 20;
    /** Of an event without its texts: about what its line takes, and not much less than its objects. */
    static final int EVENT_SIZE = 256;

    /** In bytes. While no more than this waits, more may gather. */
    private static final int FEW = CAPACITY / 4;
    /** A message goes round in less: the log then takes the processors when it has arrived, not before. */
    private static final long GATHERING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private List<ILoggingEvent> waiting = new ArrayList<>();
    private int waitingBytes;
    private long fetches;
    private boolean closed;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition filledMuch = lock.newCondition();
    private final Condition fetched = lock.newCondition();

    @Override
    protected void append(ILoggingEvent event) {
        int size = size(event);
        lock.lock();
        try {
            if (waitingBytes >= CAPACITY) {
                awaitFetch();
            }
            if (!closed) {
                waiting.add(event);
                waitingBytes += size;
                filled.signal();
                if (waitingBytes > FEW) {
                    filledMuch.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Messages, and reasons that quote a line, are what may be long. */
    private static int size(ILoggingEvent event) {
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

    /** Until the next one, not until there is room: others might take that, again and again. */
    private void awaitFetch() {
        for (long next = fetches + 1; fetches < next && !closed; ) {
            fetched.awaitUninterruptibly();
        }
    }

    /**
     * Waits for events, lets some milliseconds of them gather, and returns all there are, in their order; none once the
     * queue is closed and fetched empty. The very first are not kept waiting: they say that the process has started.
     */
    List<ILoggingEvent> fetch() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                filled.awaitUninterruptibly();
            }
            if (fetches > 0) {
                gather();
            }
            List<ILoggingEvent> all = waiting;
            waiting = new ArrayList<>();
            waitingBytes = 0;
            fetches++;
            fetched.signalAll();
            return all;
        } finally {
            lock.unlock();
        }
    }

    private void gather() {
        try {
            for (long left = GATHERING_NANOS; left > 0 && waitingBytes <= FEW && !closed; ) {
                left = filledMuch.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more events. Those that it has are still to be fetched. */
    @Override
    public void stop() {
        super.stop();
        lock.lock();
        try {
            closed = true;
            filled.signal();
            filledMuch.signal();
            fetched.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** None: this tells no events itself, and a mark on each of the many virtual threads would cost memory. */
    @Override
    protected ReentryGuard buildReentryGuard() {
        return ReentryGuardFactory.makeGuard(GuardType.NOP);
    }
}
