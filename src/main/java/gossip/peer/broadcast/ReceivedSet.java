package gossip.peer.broadcast;

import gossip.protocol.MessageId;
import gossip.protocol.MessageIds;
import java.util.ArrayList;
import java.util.List;

/**
 * The sequence numbers received from one origin. Exact: a number that was not received is never reported as received,
 * except in gaps that were given up long ago ({@link Gaps#MAX_OLDER}).
 *
 * <pre>
 *   older ranges | given up | run: all received | front: first missing number | window: received or not | too far
 *                           from                front                                front + WINDOW
 * </pre>
 *
 * <p>Without a gap, only the front is stored. A number beyond the window is not accepted. So a forged number uses up
 * at most itself, and the numbers at the front are always accepted. Reasons: {@code src/docs/dissemination.md}.
 */
class ReceivedSet {

    /** How far above the front numbers are accepted. Guessed; four times the default number of retained messages. */
    static final long WINDOW = 65_536 - 64;

    /** What became of a message. */
    enum Addition {
        /** New, and to be forwarded. */
        NEW,
        /** New, and so old that neighbors may have had it and forgotten its origin. It must not be forwarded. */
        OLD,
        DUPLICATE,
        /** Beyond the window, of too many unknown origins, or received before its origin was evicted. */
        DROPPED
    }

    /** A bound on the memory of all windows of received numbers of one peer. */
    static final class WindowBudget {

        /** 4 MiB. Guessed. */
        static final int MAX_WORDS = 1 << 19;

        private int used;

        /** Takes this many words of 8 bytes, if so many are left. A negative number returns words. */
        boolean take(int words) {
            if (used + words > MAX_WORDS) {
                return false;
            }
            used += words;
            return true;
        }
    }

    /** Receives ranges of numbers that are given up. */
    @FunctionalInterface
    interface GapListener {
        /** @param end the number after the last one */
        void givenUp(long first, long end);
    }

    private long front;
    private Gaps gaps = Gaps.NONE;

    final boolean contains(long sequence) {
        if (sequence < front) {
            return sequence >= gaps.from() || gaps.isOlder(sequence);
        }
        return gaps.isInWindow(sequence, front);
    }

    final boolean isTooFar(long sequence) {
        return sequence - front >= WINDOW;
    }

    final Addition add(long sequence, WindowBudget budget) {
        if (sequence == front && gaps == Gaps.NONE) {
            front++;
            return Addition.NEW;
        }
        if (contains(sequence)) {
            return Addition.DUPLICATE;
        }
        if (isTooFar(sequence)) {
            return Addition.DROPPED;
        }
        Gaps own = ownGaps();
        if (sequence < front) {
            own.addOlder(sequence, sequence + 1);
        } else if (sequence == front) {
            front = own.advance(front + 1, budget);
        } else if (!own.addToWindow(sequence, front, budget)) {
            dropEmptyGaps();
            return Addition.DROPPED;
        }
        dropEmptyGaps();
        return Addition.NEW;
    }

    /** Returns the first number above the given-up ones that has not been received. */
    final long front() {
        return front;
    }

    /** Returns the number after the highest one that was received; the front if that is higher. */
    final long end() {
        return gaps.windowEnd(front);
    }

    /** Returns whether nothing at or above the last floor has been received. */
    final boolean isRunEmpty() {
        return gaps.from() == front && gaps.windowSize() == 0;
    }

    /** Returns a hash of the received numbers from the run on; 0 if there are none. */
    final long fingerprint() {
        return front == 0 && gaps.windowSize() == 0 ? 0 : OriginHash.mix(front) + gaps.windowSum();
    }

    /** Returns up to {@code max} ranges of received numbers above the front: first, end, first, end, ... */
    final List<Long> rangesAbove(int max) {
        return gaps.windowRanges(front, max);
    }

    /** Returns the lowest number of the run. The missing numbers below are given up. */
    final long runStart() {
        return gaps.from();
    }

    /** Returns all ranges of received numbers, in ascending order: first, end, first, end, ... */
    final List<Long> ranges() {
        List<Long> ranges = new ArrayList<>(gaps.olderRanges());
        if (gaps.from() < front) {
            ranges.addAll(List.of(gaps.from(), front));
        }
        ranges.addAll(rangesAbove(Integer.MAX_VALUE / 2));
        return ranges;
    }

    /** Adds a range that {@link #ranges} returned. Numbers beyond the window are not added. */
    final void addRange(long first, long end, WindowBudget budget) {
        if (first == front && gaps.windowSize() == 0) {
            front = end;
        } else if (end <= gaps.from() && !contains(first)) {
            ownGaps().addOlder(first, end);
        } else {
            long limit = Math.min(end, front + WINDOW);
            for (long number = Math.max(first, front); number < limit; number++) {
                add(number, budget);
            }
        }
    }

    /** Returns those of the ids that this set accepts and lacks. */
    final List<MessageId> missing(MessageIds ids) {
        List<MessageId> missing = new ArrayList<>();
        for (int i = 0; i < ids.ranges().size(); i += 2) {
            long first = ids.ranges().get(i);
            long end = Math.min(ids.ranges().get(i + 1), front + WINDOW);
            for (long number = first >= gaps.from() ? Math.max(first, front) : first; number < end; number++) {
                if (!contains(number)) {
                    missing.add(new MessageId(ids.origin(), number));
                }
            }
        }
        return missing;
    }

    /** Returns whether this set accepts and lacks a number of these ranges: first, end, first, end, ... */
    final boolean lacksSome(List<Long> ranges) {
        for (int i = 0; i < ranges.size(); i += 2) {
            long end = Math.min(ranges.get(i + 1), front + WINDOW);
            for (long number = Math.max(front, ranges.get(i)); number < end; number++) {
                if (!contains(number)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Gives up the missing numbers below the floor. They are still accepted if they arrive. */
    final void raiseFloor(long floor, WindowBudget budget, GapListener listener) {
        if (floor > front) {
            front = ownGaps().giveUp(front, floor, budget, listener);
            dropEmptyGaps();
        }
    }

    /** Lowers the front, if nothing at or above it was received: a neighbor knows that the floor was too high. */
    final void lowerFloor(long next) {
        if (next > 0 && next < front && isRunEmpty()) {
            front = ownGaps().lower(next);
            dropEmptyGaps();
        }
    }

    final void release(WindowBudget budget) {
        gaps.releaseWindow(budget);
    }

    private Gaps ownGaps() {
        if (gaps == Gaps.NONE) {
            gaps = new Gaps();
        }
        return gaps;
    }

    private void dropEmptyGaps() {
        if (gaps.isEmpty()) {
            gaps = Gaps.NONE;
        }
    }
}
