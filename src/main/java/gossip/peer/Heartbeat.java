package gossip.peer;

import gossip.node.Environment;
import gossip.node.HostCheck;
import gossip.node.PeerListener;
import gossip.node.Timer;
import java.time.Duration;

/** A timer with a fixed rate and a random phase. It skips the beats that were due while the process was paused. */
final class Heartbeat {

    @FunctionalInterface
    interface Task {
        /** @param lateNanos the time from when this heartbeat was due until now */
        void run(long lateNanos);
    }

    private final long intervalNanos;
    private final Environment environment;
    private final HostCheck hostCheck;
    private final Task task;
    private Timer timer = () -> { };
    /** Time of the next heartbeat, in nanoseconds. */
    private long due;

    /** @param listener is notified of problems of the host */
    Heartbeat(Duration interval, Environment environment, PeerListener listener, Task task) {
        this.intervalNanos = interval.toNanos();
        this.environment = environment;
        this.hostCheck = new HostCheck(environment, listener::notice);
        this.task = task;
    }

    void start() {
        due = environment.nanoTime() + environment.random().nextLong(intervalNanos);
        schedule();
    }

    void stop() {
        timer.cancel();
    }

    private void schedule() {
        timer = environment.schedule(Duration.ofNanos(Math.max(0, due - environment.nanoTime())), this::run);
    }

    private void run() {
        long lateBy = environment.nanoTime() - due;
        due += intervalNanos * (1 + lateBy / intervalNanos);
        schedule();
        hostCheck.check();
        task.run(lateBy);
    }
}
