package gossip.journal;

import gossip.node.JournalEntry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The records that a node has written and that are not stored yet, and whether they can be stored. Thread-safe.
 *
 * <pre>
 *   storing --fail--> failed: records are dropped --accept--> failed: records are queued --restored--> storing
 *                        ^                                                 |
 *                        +----------------------fail-----------------------+
 * </pre>
 */
final class RecordQueue {

    /** Bytes of queued records above which the disk is too slow. Guessed. */
    static final long MAX_PENDING = 8 << 20;
    /** The pause before the first attempt to store again. Each further pause is twice as long. Guessed. */
    static final Duration RETRY = Duration.ofSeconds(5);
    static final Duration MAX_RETRY = Duration.ofMinutes(1);

    /** Capacity in bytes above which a buffer is not used again. Guessed. */
    private static final int MAX_KEPT = 1 << 18;

    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Lines of the queued records. */
    private LineEncoder pending = new LineEncoder();
    /** Lines that were taken last. The next {@link #take} uses the buffer again. */
    private LineEncoder batch = new LineEncoder();
    /** Numbers of records that were added, taken to be stored, and stored or dropped. Changed under the lock. */
    private long added;
    private long taken;
    private volatile long stored;
    private boolean accepts = true;
    private volatile boolean failed;
    private boolean stopping;
    /** The time at which the running write is too slow; empty if none runs. */
    private Optional<Long> deadline = Optional.empty();
    private long retryAt;
    private Duration retryPause = RETRY;

    RecordQueue(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Queues a record, or drops it after a failure. Returns false if too many bytes wait. */
    boolean add(JournalEntry entry) {
        lock.lock();
        try {
            if (accepts) {
                if (pending.length() == 0) {
                    changed.signal();
                }
                pending.add(entry);
                added++;
            }
            return pending.length() <= MAX_PENDING;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the lines of the queued records to store them. {@link #stored} ends it. The next call clears the lines. */
    LineEncoder take() {
        lock.lock();
        try {
            LineEncoder lines = pending;
            pending = batch.bytes().length > MAX_KEPT ? new LineEncoder() : batch;
            pending.clear();
            batch = lines;
            taken = added;
            return lines;
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the records that were taken last are stored. */
    void stored() {
        lock.lock();
        try {
            stored = Math.max(stored, taken);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of records that were added. Only a thread that adds records may call it. */
    long added() {
        return added;
    }

    /** Returns whether the first {@code records} records are stored, or cannot be stored. */
    boolean isStored(long records) {
        return failed || records <= stored;
    }

    boolean hasFailed() {
        return failed;
    }

    /** Drops the queued records and all later ones until {@link #accept}. Returns whether the failure is new. */
    boolean fail() {
        lock.lock();
        try {
            boolean isNew = !failed;
            failed = true;
            accepts = false;
            stored = added;
            pending = new LineEncoder();
            retryAt = nanoTime.getAsLong() + retryPause.toNanos();
            Duration next = retryPause.multipliedBy(2);
            retryPause = next.compareTo(MAX_RETRY) < 0 ? next : MAX_RETRY;
            changed.signal();
            return isNew;
        } finally {
            lock.unlock();
        }
    }

    /** Queues records again, which follow a snapshot that is taken in the same call into the node. */
    void accept() {
        lock.lock();
        try {
            accepts = true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends a failure, because the snapshot is stored. Returns false if there was another one since {@link #accept}. */
    boolean restored() {
        lock.lock();
        try {
            if (accepts) {
                failed = false;
                retryPause = RETRY;
            }
            return accepts;
        } finally {
            lock.unlock();
        }
    }

    /** Notes that a write begins or ends. */
    void setTimeout(Optional<Duration> timeout) {
        lock.lock();
        try {
            deadline = timeout.map(duration -> nanoTime.getAsLong() + duration.toNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the running write takes too long. */
    boolean isLate() {
        lock.lock();
        try {
            return deadline.filter(end -> nanoTime.getAsLong() - end >= 0).isPresent();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for records, for the next attempt after a failure, or at most for this time.
     *
     * @return false if nothing more is to be stored
     */
    boolean await(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long end = nanoTime.getAsLong() + nanos;
            while (!stopping && (failed || pending.length() == 0)) {
                long left = (failed ? retryAt : end) - nanoTime.getAsLong();
                if (left <= 0) {
                    break;
                }
                changed.awaitNanos(left);
            }
            return !stopping;
        } finally {
            lock.unlock();
        }
    }

    /** Lets {@link #await} return false. */
    void stop() {
        lock.lock();
        try {
            stopping = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
