package gossip.peer.broadcast;

import java.util.Arrays;

/**
 * Which messages of one origin have been received: exact, and bounded however they arrive.
 *
 * <p>Kept as sorted, disjoint, non-adjacent half-open ranges; in order, that is one range. With more than
 * {@value #MAX_RANGES} the lowest gap is given up: what it would have held counts as received, so that nothing is
 * ever delivered twice. The floor says below which number nothing is asked for any more, because no neighbor retains
 * it; should it turn up all the same it is still new.
 *
 * <p>A floor is the word of one neighbor, so it is taken up to the highest number received: at worst, gaps of the past
 * are given up. What goes beyond is hearsay. Hearsay counts in the fingerprint, so that who came too late for an
 * origin's messages agrees with those who have had them, and never in what is asked for. It is refuted by the next
 * message if that is below it, and none is taken again until messages have come that far. Two who differ in hearsay ask
 * each other in vain until the origin speaks again; that is the price of never being silenced by a lie.
 */
final class ReceivedSet {

    static final int MAX_RANGES = 64;

    /** from0, to0, from1, to1, ... */
    private long[] bounds = new long[2];
    private int ranges;
    private long floor;
    /** 0, or above all that has been received. */
    private long claimedFloor;
    /** The hearsay that was refuted. */
    private long rejectedFloor;

    boolean contains(long sequence) {
        int i = startingAtOrBelow(sequence);
        return i > 0 && sequence < to(i - 1);
    }

    /** @return whether it was new */
    boolean add(long sequence) {
        int i = startingAtOrBelow(sequence);
        if (i > 0 && sequence < to(i - 1)) {
            return false;
        }
        long heard = end();
        insertOrJoin(i, sequence);
        if (sequence >= heard) {
            judgeClaimedFloor();
        }
        return true;
    }

    private void insertOrJoin(int i, long sequence) {
        boolean joinsBelow = i > 0 && to(i - 1) == sequence;
        boolean joinsAbove = i < ranges && from(i) == sequence + 1;
        if (joinsBelow && joinsAbove) {
            bounds[2 * i - 1] = to(i);
            remove(i);
        } else if (joinsBelow) {
            bounds[2 * i - 1]++;
        } else if (joinsAbove) {
            bounds[2 * i]--;
        } else {
            insert(i, sequence);
        }
    }

    private void judgeClaimedFloor() {
        if (end() >= claimedFloor) {
            floor = Math.max(floor, claimedFloor);
        } else {
            rejectedFloor = claimedFloor;
        }
        claimedFloor = 0;
    }

    /** How many ranges do; of these the last is the only one that may contain it. */
    private int startingAtOrBelow(long sequence) {
        int i = ranges;
        while (i > 0 && from(i - 1) > sequence) {
            i--;
        }
        return i;
    }

    /** The watermark: the first number, at or above the floor, that has not been received. */
    long next() {
        return endOfRunFrom(floor);
    }

    /** As {@link #next}, with hearsay: what nobody is said to be able to give is accounted for. */
    long accountedFor() {
        return endOfRunFrom(Math.max(floor, claimedFloor));
    }

    private long endOfRunFrom(long start) {
        long next = start;
        for (int i = 0; i < ranges && from(i) <= next; i++) {
            next = Math.max(next, to(i));
        }
        return next;
    }

    /** Differs where what has been received differs: the watermark alone, unless something lies beyond a gap. */
    long fingerprint() {
        long next = accountedFor();
        long fingerprint = next;
        for (int i = ranges - 1; i >= 0 && from(i) > next; i--) {
            fingerprint = (fingerprint * 31 + from(i)) * 31 + to(i);
        }
        return fingerprint;
    }

    void raiseFloor(long to) {
        long heard = end();
        floor = Math.max(floor, Math.min(to, heard));
        if (to > heard && heard >= rejectedFloor) {
            claimedFloor = Math.max(claimedFloor, to);
        }
    }

    /** Behind the highest number received. */
    private long end() {
        return ranges == 0 ? 0 : to(ranges - 1);
    }

    private long from(int range) {
        return bounds[2 * range];
    }

    private long to(int range) {
        return bounds[2 * range + 1];
    }

    private void insert(int at, long sequence) {
        if (bounds.length == 2 * ranges) {
            bounds = Arrays.copyOf(bounds, bounds.length * 2);
        }
        System.arraycopy(bounds, 2 * at, bounds, 2 * at + 2, 2 * (ranges - at));
        bounds[2 * at] = sequence;
        bounds[2 * at + 1] = sequence + 1;
        ranges++;
        if (ranges > MAX_RANGES) {
            bounds[1] = to(1);
            remove(1);
        }
    }

    private void remove(int range) {
        System.arraycopy(bounds, 2 * range + 2, bounds, 2 * range, 2 * (ranges - range - 1));
        ranges--;
    }
}
