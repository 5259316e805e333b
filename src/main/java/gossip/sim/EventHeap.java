package gossip.sim;

import java.util.Arrays;

/**
 * A heap of events, ordered by time and then by number. It consists of arrays, with four children per entry, because
 * comparing events as objects would cost more time than running them. Not thread-safe.
 */
final class EventHeap {

    private static final int CHILDREN = 4;

    private long[] times = new long[64];
    private long[] numbers = new long[64];
    private Runnable[] actions = new Runnable[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns the time of the first event. There must be one, as for the other methods about the first event. */
    long firstTime() {
        return times[0];
    }

    long firstNumber() {
        return numbers[0];
    }

    void add(long time, long number, Runnable action) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            numbers = Arrays.copyOf(numbers, size * 2);
            actions = Arrays.copyOf(actions, size * 2);
        }
        siftUp(size++, time, number, action);
    }

    Runnable removeFirst() {
        Runnable first = actions[0];
        size--;
        Runnable last = actions[size];
        actions[size] = null;
        if (size > 0) {
            siftDown(times[size], numbers[size], last);
        }
        return first;
    }

    private void siftUp(int from, long time, long number, Runnable action) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) / CHILDREN;
            if (!isBefore(time, number, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, time, number, action);
    }

    private void siftDown(long time, long number, Runnable action) {
        int hole = 0;
        for (int first = 1; first < size; first = CHILDREN * hole + 1) {
            int least = first;
            for (int child = first + 1; child < Math.min(first + CHILDREN, size); child++) {
                if (isBefore(times[child], numbers[child], least)) {
                    least = child;
                }
            }
            if (isBefore(time, number, least)) {
                break;
            }
            move(least, hole);
            hole = least;
        }
        put(hole, time, number, action);
    }

    private boolean isBefore(long time, long number, int index) {
        return time < times[index] || time == times[index] && number < numbers[index];
    }

    private void move(int from, int to) {
        put(to, times[from], numbers[from], actions[from]);
    }

    private void put(int index, long time, long number, Runnable action) {
        times[index] = time;
        numbers[index] = number;
        actions[index] = action;
    }
}
