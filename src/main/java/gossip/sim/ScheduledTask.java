package gossip.sim;

import gossip.node.Timer;

/** A task of a node. Its event stays queued after it is cancelled, but does not keep what the task refers to. */
final class ScheduledTask implements Runnable, Timer {

    private static final Runnable NOTHING = () -> { };

    private final SimulatedHost<?> host;
    private Runnable task;

    ScheduledTask(SimulatedHost<?> host, Runnable task) {
        this.host = host;
        this.task = task;
    }

    @Override
    public void run() {
        host.run(() -> task.run());
    }

    @Override
    public void cancel() {
        task = NOTHING;
    }
}
