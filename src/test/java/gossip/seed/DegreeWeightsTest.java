package gossip.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DegreeWeightsTest {

    /** Up to this degree, all degrees count in a network of any size. */
    private static final int UNCAPPED = 32;

    private final DegreeWeights weights = new DegreeWeights();
    private final List<Integer> degrees = new ArrayList<>();

    /** Gives one number, and checks the bound. */
    private record Fixed(long number, long expectedBound) implements RandomGenerator {
        @Override
        public long nextLong() {
            throw new AssertionError("only a number below a bound is drawn");
        }

        @Override
        public long nextLong(long bound) {
            assertEquals(expectedBound, bound);
            return number;
        }
    }

    @Test
    void each_number_below_the_sum_of_the_weights_draws_the_member_that_has_it() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int size : new int[] {1, 16, 17, 256, 257, 600, 300, 5}) {
            while (degrees.size() < size) {
                add(random.nextInt(UNCAPPED + 1));
            }
            while (degrees.size() > size) {
                remove(random.nextInt(degrees.size()));
            }
            for (int i = 0; i < size; i++) {
                int index = random.nextInt(size);
                degrees.set(index, random.nextInt(UNCAPPED + 1));
                weights.set(index, degrees.get(index));
            }
            assertDraws("random seed " + seed + ", size " + size);
        }
    }

    @Test
    void a_member_without_links_is_drawn_only_if_no_other_member_has_links() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        add(0);
        add(5);
        add(0);
        assertEquals(Set.of(1), draws(-1, random), "random seed " + seed);
        assertEquals(Set.of(1), draws(2, random), "random seed " + seed);
        assertEquals(Set.of(0, 2), draws(1, random), "random seed " + seed);
    }

    @Test
    void the_excepted_member_is_not_drawn_although_it_has_most_of_the_links() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        add(32);
        add(1);
        add(3);
        assertEquals(Set.of(1, 2), draws(0, random), "random seed " + seed);
    }

    private Set<Integer> draws(int except, SplittableRandom random) {
        Set<Integer> drawn = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            drawn.add(weights.drawOther(except, random));
        }
        return drawn;
    }

    private void add(int degree) {
        degrees.add(degree);
        weights.add(degree);
    }

    private void remove(int index) {
        degrees.set(index, degrees.getLast());
        degrees.removeLast();
        weights.remove(index);
    }

    private void assertDraws(String message) {
        long sum = degrees.stream().mapToLong(degree -> degree).sum();
        long number = 0;
        for (int index = 0; index < degrees.size(); index++) {
            for (int i = 0; i < degrees.get(index); i++) {
                assertEquals(index, weights.drawOther(-1, new Fixed(number++, sum)), message);
            }
        }
        assertEquals(degrees.stream().filter(degree -> degree == 0).count(), weights.unlinked(), message);
    }
}
