package gossip.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Turns with one node: a thread has the node for itself from {@link #lock} to {@link #unlock}, and what the node says
 * meanwhile goes out when the turn has ended, as then all that is for one neighbor goes in one write. Thread-safe.
 */
final class NodeLock {

    private final ReentrantLock lock = new ReentrantLock();
    /** Of the present turn, guarded by the lock: where something was said, and what is to be written. */
    private final List<SendQueue> staged = new ArrayList<>();
    private final List<ConnectionWriter> writers = new ArrayList<>();

    void lock() {
        lock.lock();
    }

    void unlock() {
        staged.forEach(SendQueue::release);
        staged.clear();
        ConnectionWriter[] due = writers.toArray(ConnectionWriter[]::new);
        writers.clear();
        lock.unlock();
        for (ConnectionWriter writer : due) {
            Thread.startVirtualThread(writer);
        }
    }

    /** In a turn: something was said that {@link SendQueue#release} lets out. */
    void staged(SendQueue sendQueue) {
        staged.add(sendQueue);
    }

    /** Has the writer run when the turn has ended, or at once outside of one. */
    void write(ConnectionWriter writer) {
        if (lock.isHeldByCurrentThread()) {
            writers.add(writer);
        } else {
            Thread.startVirtualThread(writer);
        }
    }
}
