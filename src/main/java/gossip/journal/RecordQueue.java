package gossip.journal;

import gossip.node.JournalEntry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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

    /** Bytes at which a block is full. With one more record, it is usually stored by one write. */
    private static final int BLOCK = 60 << 10;
    /** Empty blocks that are kept to be used again. Guessed. */
    private static final int MAX_FREE = 8;

    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Lines of the queued records, in blocks. One large buffer would be a burden for the garbage collector. */
    private List<LineEncoder> pending = List.of();
    private long pendingBytes;
    /** Blocks that were taken last. The next {@link #take} uses them again. */
    private List<LineEncoder> batch = List.of();
    private final Deque<LineEncoder> free = new ArrayDeque<>(0);
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
                if (pending.isEmpty()) {
                    changed.signal();
                    pending = new ArrayList<>(1);
                }
                addToBlock(entry);
                added++;
            }
            return pendingBytes <= MAX_PENDING;
        } finally {
            lock.unlock();
        }
    }

    private void addToBlock(JournalEntry entry) {
        if (pending.isEmpty() || pending.getLast().length() >= BLOCK) {
            pending.add(free.isEmpty() ? new LineEncoder() : free.pop());
        }
        LineEncoder block = pending.getLast();
        int before = block.length();
        block.add(entry);
        pendingBytes += block.length() - before;
    }

    /** Takes the blocks of the queued records to store them. {@link #stored} ends it. The next call clears them. */
    List<LineEncoder> take() {
        lock.lock();
        try {
            batch.stream().limit(MAX_FREE - free.size()).forEach(block -> {
                block.clear();
                free.push(block);
            });
            batch = pending;
            pending = List.of();
            pendingBytes = 0;
            taken = added;
            return batch;
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
            pending = List.of();
            pendingBytes = 0;
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
            while (!stopping && (failed || pending.isEmpty())) {
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
