package gossip.sim;

import java.util.PriorityQueue;

/** The order of things to come. Of two at the same time, the one that was scheduled first comes first. */
final class VirtualTime {

    private static final class Event implements Comparable<Event> {
        private final long time;
        private final long order;
        private final Runnable action;

        private Event(long time, long order, Runnable action) {
            this.time = time;
            this.order = order;
            this.action = action;
        }

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Event> future = new PriorityQueue<>();
    private long now;
    private long scheduled;

    /** Nanoseconds since the beginning. */
    long now() {
        return now;
    }

    /** Events that have been scheduled in all. */
    long scheduled() {
        return scheduled;
    }

    void at(long time, Runnable action) {
        future.add(new Event(Math.max(time, now), scheduled++, action));
    }

    /**
     * Lets the next event happen.
     *
     * @return false when there is none up to that time; then it is that time
     */
    boolean step(long until) {
        Event next = future.peek();
        if (next == null || next.time > until) {
            now = Math.max(now, until);
            return false;
        }
        future.remove();
        now = next.time;
        next.action.run();
        return true;
    }
}
