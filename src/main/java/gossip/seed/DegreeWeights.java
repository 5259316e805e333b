package gossip.seed;

import gossip.protocol.DegreeSample;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The degrees of the members by index. It draws an index in proportion to the degree. A change and a draw take
 * O(log n).
 *
 * <p>The weights are the leaves of a tree in which each node has the sum of {@value #CHILDREN} children. Reading memory
 * takes most of the time of a draw among many members, so the children of a node are stored side by side.
 *
 * <p>A degree counts up to {@link DegreeSample#degreeCap}. The cap is computed again when the size has doubled or
 * halved.
 */
final class DegreeWeights {

    private static final int CHILDREN = 16;

    private int[] degrees = new int[CHILDREN];
    /** The sums of each level, the parents of the leaves first. Node i has its children from index 16 i on. */
    private long[][] sums = {};
    private long total;
    private int size;
    private int unlinked;
    /** The size for which the cap was computed. */
    private int cappedFor = 1;
    private int cap = DegreeSample.degreeCap(1);

    DegreeWeights() {
        rebuild();
    }

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

    /**
     * Draws the index of another member in proportion to the degrees, or uniformly if those are all 0. Members that are
     * still joining have no links. During a start they are most of the members, and a newcomer cannot use them.
     *
     * @param except the index of a member that is not drawn, or -1; there must be another one
     */
    int drawOther(int except, RandomGenerator random) {
        int others = except < 0 ? size : size - 1;
        long weight = except < 0 ? total : total - weight(degrees[except]);
        if (weight == 0) {
            int index = random.nextInt(others);
            return except < 0 || index < except ? index : index + 1;
        }
        int drawn = draw(random);
        while (drawn == except) {
            drawn = draw(random);
        }
        return drawn;
    }

    private int draw(RandomGenerator random) {
        long rest = random.nextLong(total);
        int index = 0;
        for (int level = sums.length - 1; level >= 0; level--) {
            index *= CHILDREN;
            while (rest >= sums[level][index]) {
                rest -= sums[level][index++];
            }
        }
        index *= CHILDREN;
        while (rest >= weight(degrees[index])) {
            rest -= weight(degrees[index++]);
        }
        return index;
    }

    private long weight(int degree) {
        return Math.clamp(degree, 0, cap);
    }

    private void addWeight(int index, long weight) {
        total += weight;
        int node = index;
        for (long[] level : sums) {
            node /= CHILDREN;
            level[node] += weight;
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
        int levels = 1;
        for (int nodes = degrees.length / CHILDREN; nodes > CHILDREN; nodes /= CHILDREN) {
            levels++;
        }
        sums = new long[levels][];
        int nodes = degrees.length;
        for (int level = 0; level < levels; level++) {
            nodes = (nodes + CHILDREN - 1) / CHILDREN;
            sums[level] = new long[nodes];
        }
        total = 0;
        for (int i = 0; i < size; i++) {
            addWeight(i, weight(degrees[i]));
        }
    }
}
