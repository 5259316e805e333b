package gossip.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock around one node. A thread holds it for the time of one call into the node.
 *
 * <p>Messages that the node sends during the call are staged. When the call ends, they are released to the writers.
 * All messages to one neighbor are then written together.
 *
 * <p>Thread-safe. Only the thread that holds the lock may call the methods other than {@link #lock} and
 * those about unwritten bytes.
 */
final class NodeLock {

    private final ReentrantLock lock = new ReentrantLock();
    /** Send queues with messages staged in the current call. Guarded by the lock. */
    private final List<SendQueue> staged = new ArrayList<>();
    /** Writers to start when the current call ends. Guarded by the lock. */
    private final List<ConnectionWriter> writers = new ArrayList<>();
    /** Bytes in all send queues of the node. */
    private final AtomicLong unwritten = new AtomicLong();

    void lock() {
        lock.lock();
    }

    /** Releases the staged messages and then the lock, and starts the writers. */
    void unlock() {
        ConnectionWriter[] due = {};
        try {
            staged.forEach(SendQueue::release);
            due = writers.toArray(due);
        } finally {
            staged.clear();
            writers.clear();
            lock.unlock();
        }
        for (ConnectionWriter writer : due) {
            Thread.startVirtualThread(writer);
        }
    }

    /** Calls {@link SendQueue#release} when the current call into the node ends. */
    void releaseLater(SendQueue sendQueue) {
        staged.add(sendQueue);
    }

    /** Runs the writer on a new virtual thread when the current call into the node has ended. */
    void startLater(ConnectionWriter writer) {
        writers.add(writer);
    }

    /** Returns the bytes in all send queues of the node that are not written yet. Any thread may call it. */
    long unwritten() {
        return unwritten.get();
    }

    /** Adds to {@link #unwritten}. Any thread may call it. */
    void addUnwritten(int bytes) {
        unwritten.addAndGet(bytes);
    }
}
