package gossip.maelstrom;

import gossip.node.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** A clock with scheduled tasks. Its owner sets the time and runs the tasks that are due. Not thread-safe. */
final class Clock {

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final Instant origin;
    private long now;
    private long scheduled;

    /** A task; those of the same time run in the order in which they were scheduled. */
    private static final class Task implements Timer, Comparable<Task> {

        private final long time;
        private final long order;
        private Runnable action;

        Task(long time, long order, Runnable action) {
            this.time = time;
            this.order = order;
            this.action = action;
        }

        @Override
        public void cancel() {
            action = () -> { };
        }

        @Override
        public int compareTo(Task other) {
            return time == other.time ? Long.compare(order, other.order) : Long.compare(time, other.time);
        }
    }

    /** @param origin the time of day at 0 ns */
    Clock(Instant origin) {
        this.origin = origin;
    }

    /** Returns nanoseconds since the origin. */
    long now() {
        return now;
    }

    Instant currentTime() {
        return origin.plusNanos(now);
    }

    Timer schedule(Duration delay, Runnable action) {
        Task task = new Task(now + Math.max(0, delay.toNanos()), scheduled++, action);
        tasks.add(task);
        return task;
    }

    /** Returns when the next task is due, in nanoseconds since the origin; the largest number if there is none. */
    long nextTime() {
        return tasks.isEmpty() ? Long.MAX_VALUE : tasks.peek().time;
    }

    /** Advances the clock to this time. Runs the tasks that are due until then, each at its time. */
    void advance(long time) {
        while (nextTime() <= time) {
            Task next = tasks.remove();
            now = Math.max(now, next.time);
            next.action.run();
        }
        now = Math.max(now, time);
    }
}
