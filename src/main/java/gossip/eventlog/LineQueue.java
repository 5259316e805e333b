package gossip.eventlog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.util.ReentryGuard;
import ch.qos.logback.core.util.ReentryGuardFactory;
import ch.qos.logback.core.util.ReentryGuardFactory.GuardType;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where logback leaves the events, as lines, on the threads that tell them, for the {@link LogWriter} to fetch. Bounded:
 * while the file is slower than the events, whoever tells one waits here, because no event may be lost.
 */
final class LineQueue extends UnsynchronizedAppenderBase<ILoggingEvent> {

    /** Some 7,000 lines: what a thousand peers tell of a broadcast, or what comes while a disk hesitates. */
    static final int CAPACITY = 1 << 20;

    /** While no more than this waits, more may gather. */
    private static final int FEW = Lines.MAX_BATCH / 2;
    /** A message goes round in less: the log then takes the processors when it has arrived, not before. */
    private static final long GATHERING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final LogfmtEncoder encoder = new LogfmtEncoder();
    /** Two that take turns: what is fetched is being written while the other fills. */
    private Lines waiting = new Lines();
    private Lines beingWritten = new Lines();
    private long fetches;
    private boolean closed;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition filledMuch = lock.newCondition();
    private final Condition fetched = lock.newCondition();

    @Override
    protected void append(ILoggingEvent event) {
        byte[] line = encoder.encode(event);
        lock.lock();
        try {
            if (waiting.size() >= CAPACITY) {
                awaitFetch();
            }
            if (!closed) {
                waiting.writeBytes(line);
                filled.signal();
                if (waiting.size() > FEW) {
                    filledMuch.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Until the next one, not until there is room: others might take that, again and again. */
    private void awaitFetch() {
        for (long next = fetches + 1; fetches < next && !closed; ) {
            fetched.awaitUninterruptibly();
        }
    }

    /**
     * Waits for lines, lets some milliseconds of them gather, and returns all there are, in their order; none once the
     * queue is closed and fetched empty. They must be written by the next call. The very first are not kept waiting: they
     * say that the process has started.
     */
    Lines fetch() {
        lock.lock();
        try {
            while (waiting.size() == 0 && !closed) {
                filled.awaitUninterruptibly();
            }
            if (fetches > 0) {
                gather();
            }
            Lines written = beingWritten;
            beingWritten = waiting;
            waiting = written;
            waiting.reset();
            fetches++;
            fetched.signalAll();
            return beingWritten;
        } finally {
            lock.unlock();
        }
    }

    private void gather() {
        try {
            for (long left = GATHERING_NANOS; left > 0 && waiting.size() <= FEW && !closed; ) {
                left = filledMuch.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more events. The lines that it has are still to be fetched. */
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
