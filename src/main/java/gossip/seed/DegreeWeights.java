package gossip.seed;

import gossip.protocol.DegreeSample;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The degrees of the members at their indexes, from which an index is drawn in proportion to max(degree, 1). The
 * weights are in a Fenwick tree, so a change and a draw take O(log n).
 *
 * <p>A degree counts up to {@link DegreeSample#degreeCap}. The cap is computed again when the size has doubled or
 * halved.
 */
final class DegreeWeights {

    private static final int MIN_CAPACITY = 64;

    private int[] degrees = new int[MIN_CAPACITY];
    /** The Fenwick tree. Its length is one above that of the degrees, which is a power of two. */
    private long[] sums = new long[MIN_CAPACITY + 1];
    private int size;
    private int unlinked;
    /** The size for which the cap was computed. */
    private int cappedFor = 1;
    private int cap = DegreeSample.degreeCap(1);

    /** Returns the number of members with degree 0. */
    int unlinked() {
        return unlinked;
    }

    int degree(int index) {
        return degrees[index];
    }

    /** Adds a member at the next index. */
    void add(int degree) {
        if (size == degrees.length) {
            degrees = Arrays.copyOf(degrees, 2 * size);
            rebuild();
        }
        degrees[size] = degree;
        addWeight(size++, weight(degree));
        unlinked += degree == 0 ? 1 : 0;
        updateCap();
    }

    void set(int index, int degree) {
        addWeight(index, weight(degree) - weight(degrees[index]));
        unlinked += (degree == 0 ? 1 : 0) - (degrees[index] == 0 ? 1 : 0);
        degrees[index] = degree;
    }

    /** Removes a member. The last one takes its index. */
    void remove(int index) {
        set(index, degrees[size - 1]);
        size--;
        addWeight(size, -weight(degrees[size]));
        unlinked -= degrees[size] == 0 ? 1 : 0;
        updateCap();
    }

    /** Draws an index in proportion to the degrees. There must be a member. */
    int draw(RandomGenerator random) {
        long rest = random.nextLong(sums[degrees.length]);
        int index = 0;
        for (int step = degrees.length / 2; step > 0; step /= 2) {
            if (rest >= sums[index + step]) {
                index += step;
                rest -= sums[index];
            }
        }
        return index;
    }

    private long weight(int degree) {
        return Math.clamp(degree, 1, cap);
    }

    private void addWeight(int index, long weight) {
        for (int i = index + 1; i < sums.length; i += i & -i) {
            sums[i] += weight;
        }
    }

    private void updateCap() {
        if (size >= 2 * cappedFor || 2 * size <= cappedFor && size > 0) {
            cappedFor = size;
            cap = DegreeSample.degreeCap(size);
            rebuild();
        }
    }

    private void rebuild() {
        sums = new long[degrees.length + 1];
        for (int i = 0; i < size; i++) {
            addWeight(i, weight(degrees[i]));
        }
    }
}
