package gossip.maelstrom;

import gossip.node.Timer;
import gossip.sim.EventScheduler;
import java.time.Duration;
import java.time.Instant;

/** A clock with tasks that can be cancelled. Its owner sets the time and runs what is due. Not thread-safe. */
final class Clock {

    private final EventScheduler events = new EventScheduler();
    private final Instant origin;

    private static final class Task implements Runnable, Timer {

        private Runnable action;

        Task(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            action.run();
        }

        @Override
        public void cancel() {
            action = () -> { };
        }
    }

    /** @param origin the time of day at 0 ns */
    Clock(Instant origin) {
        this.origin = origin;
    }

    /** Returns nanoseconds since the origin. */
    long now() {
        return events.now();
    }

    Instant currentTime() {
        return origin.plusNanos(now());
    }

    Timer schedule(Duration delay, Runnable action) {
        Task task = new Task(action);
        events.schedule(now() + delay.toNanos(), task);
        return task;
    }

    /** Returns when the next task is due, in nanoseconds since the origin; the largest number if there is none. */
    long nextTime() {
        return events.nextTime();
    }

    /** Advances the clock to this time. Runs the tasks that are due until then, each at its time. */
    void advance(long time) {
        while (events.step(time)) {
            // Each step runs one task.
        }
    }
}
