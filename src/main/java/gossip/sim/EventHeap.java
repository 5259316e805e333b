package gossip.sim;

import java.util.Arrays;

/**
 * A heap of events in arrays, with four children per entry, ordered by time and then by the order of scheduling. To
 * compare events as objects would cost more time than to run them. Not thread-safe.
 */
final class EventHeap {

    private static final int CHILDREN = 4;

    private long[] times = new long[1024];
    /** Unique numbers, in the order of scheduling. */
    private long[] orders = new long[1024];
    private Runnable[] actions = new Runnable[1024];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns the time of the next event; the heap must not be empty. */
    long nextTime() {
        return times[0];
    }

    /** Returns the number of the next event in the order of scheduling; the heap must not be empty. */
    long nextOrder() {
        return orders[0];
    }

    void add(long time, long order, Runnable action) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            orders = Arrays.copyOf(orders, size * 2);
            actions = Arrays.copyOf(actions, size * 2);
        }
        siftUp(size++, time, order, action);
    }

    /** Removes the next event and returns its action; the heap must not be empty. */
    Runnable remove() {
        Runnable next = actions[0];
        size--;
        Runnable last = actions[size];
        actions[size] = null;
        if (size > 0) {
            siftDown(times[size], orders[size], last);
        }
        return next;
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
