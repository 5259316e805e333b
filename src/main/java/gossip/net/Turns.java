package gossip.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Turns with one node: a thread has the node for itself from {@link #begin} to {@link #end}, and what the node says
 * meanwhile goes out when the turn has ended, as then all that is for one neighbor goes in one write. Thread-safe.
 */
final class Turns {

    private final ReentrantLock lock = new ReentrantLock();
    /** Of the present turn, guarded by the lock: where something was said, and what is to be written. */
    private final List<Outbox> filled = new ArrayList<>();
    private final List<Writer> writers = new ArrayList<>();

    void begin() {
        lock.lock();
    }

    void end() {
        filled.forEach(Outbox::release);
        filled.clear();
        Writer[] due = writers.toArray(Writer[]::new);
        writers.clear();
        lock.unlock();
        for (Writer writer : due) {
            Thread.startVirtualThread(writer);
        }
    }

    /** In a turn: something was said that {@link Outbox#release} lets out. */
    void filled(Outbox outbox) {
        filled.add(outbox);
    }

    /** Has the writer run when the turn has ended, or at once outside of one. */
    void write(Writer writer) {
        if (lock.isHeldByCurrentThread()) {
            writers.add(writer);
        } else {
            Thread.startVirtualThread(writer);
        }
    }
}
