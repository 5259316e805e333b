package gossip.net;

import gossip.protocol.Codec;
import gossip.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A queue of the messages that one connection has not written yet, bounded in bytes.
 *
 * <pre>
 *   add, add, ... --release--> queued --take--> {@link ConnectionWriter} --> socket
 *   call into the node         while messages are queued
 * </pre>
 *
 * PING and PING_REPLY overtake other messages, so that a neighbor with a long queue is not declared dead.
 * {@link QueuedMessages} states the order.
 *
 * <p>The queue holds messages, not encoded lines. A message to many neighbors is therefore in memory only once.
 *
 * <p>Thread-safe, except that {@link #add} and {@link #release} may be called only within a call into the node.
 */
final class SendQueue {

    /**
     * Bytes at which the queue refuses messages. A neighbor later requests what was refused, but the message cache may
     * have evicted it. The capacity is therefore larger than the message cache with the default of {@code --retain}.
     */
    static final int CAPACITY = 16 << 20;
    /** Bytes above which {@link #awaitCapacity} waits. */
    static final int HIGH_WATER_MARK = 256 << 10;
    /**
     * Bytes in all queues of a node at which a queue above its high-water mark refuses messages. Many neighbors that do
     * not read then cost no more memory than a few.
     */
    static final long TOTAL_CAPACITY = 64L << 20;

    private final NodeLock nodeLock;
    private final ConnectionWriter writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    /** Messages that were added in the current call into the node. Guarded by the node lock, as are their bytes. */
    private final List<Message> staged = new ArrayList<>();
    private int stagedBytes;
    /** Messages accepted so far. Guarded by the node lock. */
    private long messages;
    /** Bytes written so far. Changed by the writer only. */
    private volatile long bytes;
    private final QueuedMessages queued = new QueuedMessages();
    /** Bytes that are queued or taken by the writer, but not yet written. Changed under the lock. */
    private volatile int unwritten;
    private boolean writing;
    private boolean stalled;
    private boolean overflowed;
    private boolean finishing;

    SendQueue(NodeLock nodeLock, ConnectionWriter.Target target) {
        this.nodeLock = nodeLock;
        this.writer = new ConnectionWriter(this, target);
    }

    /**
     * Stages a message. It is released when the current call into the node ends.
     *
     * @return false if the queue is full and the message is dropped
     */
    boolean add(Message message) {
        if (isFull() && overflows()) {
            return false;
        }
        if (staged.isEmpty()) {
            nodeLock.releaseLater(this);
        }
        staged.add(message);
        messages++;
        stagedBytes += Codec.length(message);
        return true;
    }

    private boolean isFull() {
        int bytes = unwritten + stagedBytes;
        return bytes >= CAPACITY || bytes >= HIGH_WATER_MARK && nodeLock.unwritten() >= TOTAL_CAPACITY;
    }

    /** Checks the bound again, under the lock. The writer then reports {@code drained} after each refusal. */
    private boolean overflows() {
        lock.lock();
        try {
            boolean full = isFull();
            overflowed |= full;
            return full;
        } finally {
            lock.unlock();
        }
    }

    /** Queues the staged messages for the writer. */
    void release() {
        lock.lock();
        try {
            if (!finishing && !staged.isEmpty()) {
                staged.forEach(queued::add);
                addUnwritten(stagedBytes);
                if (!writing) {
                    writing = true;
                    nodeLock.startLater(writer);
                }
            }
            staged.clear();
            stagedBytes = 0;
        } finally {
            lock.unlock();
        }
    }

    private void addUnwritten(int bytes) {
        unwritten += bytes;
        nodeLock.addUnwritten(bytes);
    }

    /** Returns the bytes that are queued or taken by the writer, but not yet written. */
    int unwritten() {
        return unwritten;
    }

    /**
     * Accepts no more messages. Queued messages are still written.
     *
     * @return true if no writer is running, so none will report the end to the connection
     */
    boolean finish() {
        lock.lock();
        try {
            boolean idle = !finishing && !writing;
            finishing = true;
            return idle;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until at most {@link #HIGH_WATER_MARK} bytes are unwritten. Stops waiting if no byte is written within the
     * timeout, and then does not wait again until a byte is written.
     */
    void awaitCapacity(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            while (unwritten > HIGH_WATER_MARK && !stalled && !finishing) {
                stalled = !progress.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every queued message is written. Returns false if that takes longer than the timeout. */
    boolean awaitWritten(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (unwritten > 0 && left > 0) {
                left = progress.awaitNanos(left);
            }
            return unwritten == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of messages that were accepted. Called within a call into the node. */
    long messages() {
        return messages;
    }

    /** Returns the number of bytes that were written. */
    long bytes() {
        return bytes;
    }

    /** Records that the writer has written this number of bytes, by the estimate of the queue and exactly. */
    void written(int length, int exact) {
        lock.lock();
        try {
            bytes += exact;
            addUnwritten(-length);
            stalled = false;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes all queued messages and replaces their list by the given empty list. */
    WriteBatch take(List<Message> empty) {
        lock.lock();
        try {
            List<Message> batch = queued.takeAll(empty);
            if (batch.isEmpty()) {
                WriteBatch nothing = new WriteBatch(List.of(), 0, overflowed, finishing);
                overflowed = false;
                writing = false;
                return nothing;
            }
            return new WriteBatch(batch, unwritten, false, false);
        } finally {
            lock.unlock();
        }
    }

    /** Takes the urgent messages alone, while the writer still writes a batch. */
    List<Message> takeUrgent() {
        if (!queued.hasUrgent()) {
            return List.of();
        }
        lock.lock();
        try {
            return queued.takeUrgent();
        } finally {
            lock.unlock();
        }
    }

    /** Drops all queued messages, because the connection is broken. */
    void abandon() {
        lock.lock();
        try {
            finishing = true;
            queued.takeAll(new ArrayList<>());
            addUnwritten(-unwritten);
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
