package gossip.experiment.metrics;

import java.util.Arrays;

/** Counts of pairs of peers, by their numbers. A hash table of primitive numbers, because links are many. */
final class PairCounter {

    private static final long EMPTY = -1;

    private long[] keys = new long[1024];
    private long[] counts = new long[1024];
    private int size;

    PairCounter() {
        Arrays.fill(keys, EMPTY);
    }

    /** Adds 1 to the count of two peers in any order. */
    void add(int one, int other) {
        long key = (long) Math.min(one, other) << 32 | Math.max(one, other);
        int slot = slot(key);
        if (keys[slot] == EMPTY) {
            keys[slot] = key;
            if (++size * 2 > keys.length) {
                grow();
                slot = slot(key);
            }
        }
        counts[slot]++;
    }

    private int slot(long key) {
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 33) & keys.length - 1;
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new long[keys.length];
        Arrays.fill(keys, EMPTY);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != EMPTY) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    /** Returns the counts of all pairs that were counted, in no particular order. */
    long[] counts() {
        return Arrays.stream(counts).filter(count -> count > 0).toArray();
    }

    void reset() {
        Arrays.fill(keys, EMPTY);
        Arrays.fill(counts, 0);
        size = 0;
    }
}
