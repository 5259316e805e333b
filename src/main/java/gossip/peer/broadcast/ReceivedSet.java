package gossip.peer.broadcast;

import java.util.Arrays;

/**
 * The sequence numbers received from one origin, as sorted half-open ranges that neither overlap nor touch.
 *
 * <p>The set is exact up to {@value #MAX_RANGES} ranges. Beyond that, the lowest gap is closed: its numbers count as
 * received, so no message is delivered twice.
 *
 * <p>Below the floor nothing is requested, because a neighbor does not retain it. A floor above all received numbers is
 * only claimed, because the neighbor may lie:
 *
 * <pre>
 * claimed --messages arrive up to it--------> floor
 *    +------the next message is below it----> rejected; no other claim is accepted until messages arrive up to it
 * </pre>
 *
 * <p>A claimed floor counts in the fingerprint and not in the watermark. Reasons: {@code src/docs/dissemination.md}.
 */
final class ReceivedSet {

    static final int MAX_RANGES = 64;

    /** The ranges: from0, to0, from1, to1, ... */
    private long[] bounds = new long[2];
    private int ranges;
    private long floor;
    /** 0, or a number above all that were received. */
    private long claimedFloor;
    private long rejectedFloor;

    boolean contains(long sequence) {
        int i = startingAtOrBelow(sequence);
        return i > 0 && sequence < to(i - 1);
    }

    /** Adds the number. Returns whether it was new. */
    boolean add(long sequence) {
        int i = startingAtOrBelow(sequence);
        if (i > 0 && sequence < to(i - 1)) {
            return false;
        }
        boolean isHighest = sequence >= end();
        insertOrJoin(i, sequence);
        if (isHighest) {
            checkClaimedFloor();
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

    private void checkClaimedFloor() {
        if (end() >= claimedFloor) {
            floor = Math.max(floor, claimedFloor);
        } else {
            rejectedFloor = claimedFloor;
        }
        claimedFloor = 0;
    }

    /** Returns the number of ranges that start at or below the number. Only the last of them may contain it. */
    private int startingAtOrBelow(long sequence) {
        int i = ranges;
        while (i > 0 && from(i - 1) > sequence) {
            i--;
        }
        return i;
    }

    /** Returns the watermark: the first number at or above the floor that has not been received. */
    long next() {
        return endOfRunFrom(floor);
    }

    /** Returns the first number at or above the floor and the claimed floor that has not been received. */
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

    /** Returns a hash of the received numbers; {@link #accountedFor} if there is no gap above it. */
    long fingerprint() {
        long next = accountedFor();
        long fingerprint = next;
        for (int i = ranges - 1; i >= 0 && from(i) > next; i--) {
            fingerprint = (fingerprint * 31 + from(i)) * 31 + to(i);
        }
        return fingerprint;
    }

    void raiseFloor(long next) {
        floor = Math.max(floor, Math.min(next, end()));
        if (next > end() && end() >= rejectedFloor) {
            claimedFloor = Math.max(claimedFloor, next);
        }
    }

    /** Returns the number after the highest one received; 0 if none was. */
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
