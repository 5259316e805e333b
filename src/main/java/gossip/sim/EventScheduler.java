package gossip.sim;

import java.util.Arrays;

/**
 * A virtual clock and its queue of events. Events at the same time run in the order in which they were scheduled.
 * Not thread-safe.
 *
 * <p>The queue is a heap in arrays, with four children per entry. A simulation of 100,000 peers has hundreds of
 * thousands of pending events. To compare them as objects would cost more time than to run them.
 */
public final class EventScheduler {

    private static final int CHILDREN = 4;

    private long[] times = new long[1024];
    /** Unique numbers, in the order of scheduling. */
    private long[] orders = new long[1024];
    private Runnable[] actions = new Runnable[1024];
    private int size;
    private long now;
    private long scheduled;

    /** Returns the virtual time, in nanoseconds since the start. */
    public long now() {
        return now;
    }

    /** Returns the time of the next event; the largest number if there is none. */
    public long nextTime() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    /** Returns how many events have been scheduled since the start. */
    long scheduled() {
        return scheduled;
    }

    /** Schedules an event. A time in the past means now. */
    public void schedule(long time, Runnable action) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            orders = Arrays.copyOf(orders, size * 2);
            actions = Arrays.copyOf(actions, size * 2);
        }
        siftUp(size++, Math.max(time, now), scheduled++, action);
    }

    /**
     * Runs the next event and advances the clock to it.
     *
     * @return false if no event is due until the given time; the clock then shows that time
     */
    public boolean step(long until) {
        if (size == 0 || times[0] > until) {
            now = Math.max(now, until);
            return false;
        }
        now = times[0];
        Runnable next = actions[0];
        size--;
        Runnable last = actions[size];
        actions[size] = null;
        if (size > 0) {
            siftDown(times[size], orders[size], last);
        }
        next.run();
        return true;
    }

    private void siftUp(int from, long time, long order, Runnable action) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) / CHILDREN;
            if (!isBefore(time, order, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, time, order, action);
    }

    private void siftDown(long time, long order, Runnable action) {
        int hole = 0;
        for (int first = 1; first < size; first = CHILDREN * hole + 1) {
            int least = first;
            for (int child = first + 1; child < Math.min(first + CHILDREN, size); child++) {
                if (isBefore(times[child], orders[child], least)) {
                    least = child;
                }
            }
            if (isBefore(time, order, least)) {
                break;
            }
            move(least, hole);
            hole = least;
        }
        put(hole, time, order, action);
    }

    private boolean isBefore(long time, long order, int index) {
        return time < times[index] || time == times[index] && order < orders[index];
    }

    private void move(int from, int to) {
        put(to, times[from], orders[from], actions[from]);
    }

    private void put(int index, long time, long order, Runnable action) {
        times[index] = time;
        orders[index] = order;
        actions[index] = action;
    }
}
