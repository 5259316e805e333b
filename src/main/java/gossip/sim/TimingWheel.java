package gossip.sim;

import java.util.Arrays;

/**
 * Events by intervals of time, the slots of the wheel, each an unordered list. To add or remove an event takes constant
 * time. The lists are in arrays, and the entries of removed events are used again. Not thread-safe.
 */
final class TimingWheel {

    /** A power of two. The size of the wheel in slots bounds how far ahead an event can be. */
    static final int SLOTS = 1 << 16;

    /** The index of the first entry of each slot; 0 if the slot is empty. Entry 0 is not used. */
    private final int[] heads = new int[SLOTS];
    private long[] times = new long[64];
    private long[] numbers = new long[64];
    private Runnable[] actions = new Runnable[64];
    /** The index of the next entry of the same slot, or of the next unused one; 0 at the end. */
    private int[] next = new int[64];
    /** The index of the entry before in the same slot; 0 at the start. */
    private int[] previous = new int[64];
    private int unused;
    private int end = 1;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    boolean isEmpty(long slot) {
        return heads[index(slot)] == 0;
    }

    /**
     * Adds an event and returns its entry, 1 or more.
     *
     * @param slot less than {@link #SLOTS} slots after each slot that has events
     */
    int add(long slot, long time, long number, Runnable action) {
        int entry = unused;
        if (entry == 0) {
            entry = append();
        } else {
            unused = next[entry];
        }
        times[entry] = time;
        numbers[entry] = number;
        actions[entry] = action;
        int following = heads[index(slot)];
        next[entry] = following;
        previous[entry] = 0;
        previous[following] = entry;
        heads[index(slot)] = entry;
        size++;
        return entry;
    }

    /** Returns whether this entry still has this event. */
    boolean has(int entry, Runnable action) {
        return actions[entry] == action;
    }

    long time(int entry) {
        return times[entry];
    }

    void remove(long slot, int entry) {
        if (previous[entry] == 0) {
            heads[index(slot)] = next[entry];
        } else {
            next[previous[entry]] = next[entry];
        }
        previous[next[entry]] = previous[entry];
        free(entry);
    }

    private void free(int entry) {
        actions[entry] = null;
        next[entry] = unused;
        unused = entry;
        size--;
    }

    private int append() {
        if (end == times.length) {
            times = Arrays.copyOf(times, end * 2);
            numbers = Arrays.copyOf(numbers, end * 2);
            actions = Arrays.copyOf(actions, end * 2);
            next = Arrays.copyOf(next, end * 2);
            previous = Arrays.copyOf(previous, end * 2);
        }
        return end++;
    }

    /** Moves the events of a slot to a heap. */
    void moveAll(long slot, EventHeap heap) {
        int entry = heads[index(slot)];
        heads[index(slot)] = 0;
        while (entry != 0) {
            heap.add(times[entry], numbers[entry], actions[entry]);
            int following = next[entry];
            free(entry);
            entry = following;
        }
    }

    private static int index(long slot) {
        return (int) slot & SLOTS - 1;
    }
}
