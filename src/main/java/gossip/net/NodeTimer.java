package gossip.net;

import gossip.node.Timer;
import java.time.Duration;
import java.util.concurrent.Future;

/** A timer of a node. The thread of {@link TimerService} only passes it on, so a slow node delays no other. */
final class NodeTimer implements Timer {

    private final DueTimers dueTimers;
    private final Runnable task;
    private final Future<?> scheduled;
    /** Guarded by the node lock. A due timer may wait for the lock while the node, holding it, cancels the timer. */
    private boolean cancelled;

    NodeTimer(TimerService service, DueTimers dueTimers, Duration delay, Runnable task) {
        this.dueTimers = dueTimers;
        this.task = task;
        this.scheduled = service.schedule(delay, this::due);
    }

    private void due() {
        dueTimers.add(this);
    }

    /** Runs the task, unless the timer was cancelled. Called within a call into the node. */
    void fire() {
        if (!cancelled) {
            task.run();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        scheduled.cancel(false);
    }
}
