package gossip.peer.broadcast;

import gossip.peer.broadcast.ReceivedSet.GapListener;
import gossip.peer.broadcast.ReceivedSet.WindowBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The received numbers of an origin that are not in the run that ends at its front: a window of bits above the front,
 * and ranges below the run. Only an origin with gaps has one.
 */
final class Gaps {

    private static final long[] EMPTY = {};
    /** The gaps of an origin without any. Never modified. */
    static final Gaps NONE = new Gaps();
    /** The most ranges below the run. Beyond it, the lowest gap, which was given up long ago, counts as received. */
    static final int MAX_OLDER = 16;
    /** Words of a window that need no budget, 1,024 numbers. */
    private static final int FREE_WORDS = 16;

    /** The start of the run. */
    private long from;
    /** A ring of bits. The bit of number n is in word n / 64 modulo the length, which is a power of two. */
    private long[] window = EMPTY;
    private int windowSize;
    /** Sum of the hashes of the numbers in the window. */
    private long windowSum;
    /** Sorted ranges below the run: first, end, first, end, ... */
    private long[] older = EMPTY;

    long from() {
        return from;
    }

    int windowSize() {
        return windowSize;
    }

    long windowSum() {
        return windowSum;
    }

    boolean isEmpty() {
        return from == 0 && windowSize == 0 && older.length == 0;
    }

    // ---- the window

    boolean isInWindow(long sequence, long front) {
        return (sequence >>> 6) - (front >>> 6) < window.length
                && (window[(int) (sequence >>> 6) & window.length - 1] >>> sequence & 1) != 0;
    }

    /** Adds a number above the front. Returns false if the window cannot grow so far. */
    boolean addToWindow(long sequence, long front, WindowBudget budget) {
        int words = (int) ((sequence >>> 6) - (front >>> 6)) + 1;
        if (words > window.length && !grow(words, front, budget)) {
            return false;
        }
        flip(sequence);
        windowSize++;
        windowSum += hash(sequence);
        return true;
    }

    private boolean grow(int words, long front, WindowBudget budget) {
        int length = Integer.highestOneBit(2 * words - 1);
        if (!budget.take(cost(length) - cost(window.length))) {
            return false;
        }
        long[] larger = new long[length];
        for (long word = front >>> 6; word < (front >>> 6) + window.length; word++) {
            larger[(int) word & length - 1] = window[(int) word & window.length - 1];
        }
        window = larger;
        return true;
    }

    private static int cost(int words) {
        return words > FREE_WORDS ? words : 0;
    }

    private void flip(long sequence) {
        window[(int) (sequence >>> 6) & window.length - 1] ^= 1L << sequence;
    }

    private void removeFromWindow(long sequence) {
        flip(sequence);
        windowSize--;
        windowSum -= hash(sequence);
    }

    /** Moves the front over the numbers in the window that follow it. Returns the new front. */
    long advance(long start, WindowBudget budget) {
        long front = start;
        while (windowSize > 0 && isInWindow(front, front)) {
            removeFromWindow(front);
            front++;
        }
        if (windowSize == 0) {
            releaseWindow(budget);
        }
        return front;
    }

    void releaseWindow(WindowBudget budget) {
        budget.take(-cost(window.length));
        window = EMPTY;
    }

    List<Long> windowRanges(long front, int max) {
        List<Long> ranges = new ArrayList<>();
        int left = windowSize;
        for (long at = front; left > 0 && ranges.size() < 2 * max; at++) {
            if (isInWindow(at, front)) {
                long first = at;
                while (isInWindow(at, front)) {
                    at++;
                }
                left -= (int) (at - first);
                ranges.add(first);
                ranges.add(at);
            }
        }
        return ranges;
    }

    /** Returns the number after the highest one in the window; the front if there is none. */
    long windowEnd(long front) {
        long end = (front >>> 6) + window.length << 6;
        while (windowSize > 0 && !isInWindow(end - 1, front)) {
            end--;
        }
        return windowSize == 0 ? front : end;
    }

    private static long hash(long sequence) {
        return OriginHash.mix(sequence + 0x9E3779B97F4A7C15L);
    }

    // ---- floors

    /** Starts the run anew at the floor. What was received below becomes older ranges. Returns the new front. */
    long giveUp(long front, long floor, WindowBudget budget, GapListener listener) {
        long windowEnd = Math.min(floor, (front >>> 6) + window.length << 6);
        insertOlder(from, front);
        from = floor;
        long missing = front;
        for (long at = front; at < windowEnd && windowSize > 0; at++) {
            if (isInWindow(at, front)) {
                if (missing < at) {
                    listener.givenUp(missing, at);
                }
                long first = at;
                while (at < windowEnd && isInWindow(at, front)) {
                    removeFromWindow(at++);
                }
                insertOlder(first, at);
                missing = at;
            }
        }
        if (missing < floor) {
            listener.givenUp(missing, floor);
        }
        joinRun();
        return advance(floor, budget);
    }

    /** Lets the run be the highest older range, or start empty at {@code next} if that is higher. */
    long lower(long next) {
        int last = older.length - 2;
        long front = last < 0 ? next : Math.max(next, older[last + 1]);
        from = front;
        joinRun();
        return front;
    }

    // ---- older ranges

    boolean isOlder(long sequence) {
        for (int i = 0; i < older.length; i += 2) {
            if (sequence >= older[i] && sequence < older[i + 1]) {
                return true;
            }
        }
        return false;
    }

    void addOlder(long first, long end) {
        insertOlder(first, end);
        joinRun();
    }

    List<Long> olderRanges() {
        return Arrays.stream(older).boxed().toList();
    }

    /** Inserts a range that overlaps no other one, and joins it with those that it touches. */
    private void insertOlder(long first, long end) {
        if (first == end) {
            return;
        }
        int at = 0;
        while (at < older.length && older[at] < first) {
            at += 2;
        }
        boolean joinsBelow = at > 0 && older[at - 1] == first;
        boolean joinsAbove = at < older.length && older[at] == end;
        if (joinsBelow && joinsAbove) {
            older[at - 1] = older[at + 1];
            removeBounds(at);
        } else if (joinsBelow) {
            older[at - 1] = end;
        } else if (joinsAbove) {
            older[at] = first;
        } else {
            long[] larger = Arrays.copyOf(older, older.length + 2);
            System.arraycopy(older, at, larger, at + 2, older.length - at);
            larger[at] = first;
            larger[at + 1] = end;
            older = larger;
            closeLowestGap();
        }
    }

    private void closeLowestGap() {
        if (older.length > 2 * MAX_OLDER) {
            older[2] = older[0];
            removeBounds(0);
        }
    }

    private void removeBounds(int at) {
        long[] smaller = Arrays.copyOf(older, older.length - 2);
        System.arraycopy(older, at + 2, smaller, at, older.length - at - 2);
        older = smaller;
    }

    private void joinRun() {
        if (older.length > 0 && older[older.length - 1] == from) {
            from = older[older.length - 2];
            removeBounds(older.length - 2);
        }
    }
}
