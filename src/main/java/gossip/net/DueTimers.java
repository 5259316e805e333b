package gossip.net;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * The due timers of one node. A virtual thread calls them one after the other and ends when none is due. Thread-safe.
 *
 * <p>The queue needs no bound. It holds only timers that the node has set, and each of them once.
 */
final class DueTimers {

    private final SocketHost<?> host;
    /** Guarded by this. */
    private final Queue<NodeTimer> due = new ArrayDeque<>(1);
    /** Guarded by this. */
    private boolean running;

    DueTimers(SocketHost<?> host) {
        this.host = host;
    }

    void add(NodeTimer timer) {
        synchronized (this) {
            due.add(timer);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            host.startThread("running timers", this::run);
        } catch (Error e) {
            // The memory may not suffice for another thread.
            host.fail("running timers", e);
        }
    }

    private void run() {
        for (Optional<NodeTimer> next = next(); next.isPresent(); next = next()) {
            host.runInNode("running a timer", next.get()::fire);
        }
    }

    private synchronized Optional<NodeTimer> next() {
        running = !due.isEmpty();
        return Optional.ofNullable(due.poll());
    }
}
