package gossip.sim;

import java.util.Arrays;

/**
 * The order of things to come. Of two at the same time, the one that was scheduled first comes first.
 *
 * <p>A heap of four children a node, in arrays: with a hundred thousand peers hundreds of thousands of events wait, and
 * as objects, compared one by one, they would cost more than what happens in them.
 */
final class EventScheduler {

    private static final int CHILDREN = 4;

    private long[] times = new long[1024];
    /** Numbers in the order of scheduling, no two alike. */
    private long[] orders = new long[1024];
    private Runnable[] actions = new Runnable[1024];
    private int size;
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
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            orders = Arrays.copyOf(orders, size * 2);
            actions = Arrays.copyOf(actions, size * 2);
        }
        siftUp(size++, Math.max(time, now), scheduled++, action);
    }

    /**
     * Lets the next event happen.
     *
     * @return false when there is none up to that time; then it is that time
     */
    boolean step(long until) {
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

    private boolean isBefore(long time, long order, int place) {
        return time < times[place] || time == times[place] && order < orders[place];
    }

    private void move(int from, int to) {
        put(to, times[from], orders[from], actions[from]);
    }

    private void put(int place, long time, long order, Runnable action) {
        times[place] = time;
        orders[place] = order;
        actions[place] = action;
    }
}
