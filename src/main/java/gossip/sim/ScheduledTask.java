package gossip.sim;

import gossip.node.Timer;

/** A task of a node. Once it is cancelled, its event may stay queued, but no longer references the task. */
final class ScheduledTask implements Runnable, Timer {

    private static final Runnable NOTHING = () -> { };

    private final SimulatedHost<?> host;
    private Runnable task;
    private int entry;

    ScheduledTask(SimulatedHost<?> host, Runnable task) {
        this.host = host;
        this.task = task;
    }

    /** @param queued the entry of its event in the queue */
    void setEntry(int queued) {
        entry = queued;
    }

    @Override
    public void run() {
        host.run(() -> task.run());
    }

    @Override
    public void cancel() {
        task = NOTHING;
        host.cancel(entry, this);
    }
}
