package gossip.peer.tree;

import java.util.Arrays;
import java.util.List;

/** A set of sequence numbers, kept as ranges. Adding the number after the highest one creates no object. */
final class SequenceRanges {

    /** Ascending: first, end, first, end, ... The end is the number after the last one. */
    private long[] bounds = new long[2];
    private int size;

    /** Adds the numbers of a range. */
    void add(long first, long end) {
        if (size > 0 && bounds[size - 1] == first) {
            bounds[size - 1] = end;
        } else {
            set(first, end, true);
        }
    }

    /** Removes the numbers of a range. */
    void remove(long first, long end) {
        if (size > 0 && first < bounds[size - 1] && end > bounds[0]) {
            set(first, end, false);
        }
    }

    /** Replaces all bounds from the first to the end by at most these two. A number is in the set after odd bounds. */
    private void set(long first, long end, boolean present) {
        int before = count(first - 1);
        int after = count(end);
        long[] changed = Arrays.copyOf(bounds, size + 2);
        int at = before;
        if (isOdd(before) != present) {
            changed[at++] = first;
        }
        if (isOdd(after) != present) {
            changed[at++] = end;
        }
        System.arraycopy(bounds, after, changed, at, size - after);
        size = at + size - after;
        bounds = changed;
    }

    /** Returns how many bounds are at most this number. */
    private int count(long number) {
        int count = 0;
        while (count < size && bounds[count] <= number) {
            count++;
        }
        return count;
    }

    private static boolean isOdd(int number) {
        return number % 2 != 0;
    }

    boolean contains(long sequence) {
        return isOdd(count(sequence));
    }

    /** Returns how many numbers the set has. */
    long numbers() {
        long numbers = 0;
        for (int i = 0; i < size; i += 2) {
            numbers += bounds[i + 1] - bounds[i];
        }
        return numbers;
    }

    /** Returns how many ranges the set has. */
    int ranges() {
        return size / 2;
    }

    /** Returns first, end, first, end, ... */
    List<Long> toList() {
        return Arrays.stream(bounds, 0, size).boxed().toList();
    }
}
