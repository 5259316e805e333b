package gossip.experiment.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The distribution of sends over peers or links.
 *
 * @param top the share of the sends of the most loaded 1 % (at least one of them), from 0 to 1; empty without sends
 * @param max the largest number of sends of one of them
 * @param mean the mean number of sends
 */
public record LoadDistribution(OptionalDouble top, long max, double mean) {

    private static final int TOP_DIVISOR = 100;

    /** @param count the number of peers or links, which may exceed the length of the array by those without sends */
    static LoadDistribution of(long[] sends, int count) {
        long[] sorted = sends.clone();
        Arrays.sort(sorted);
        long sum = Arrays.stream(sorted).sum();
        int most = Math.min(sorted.length, Math.max(1, count / TOP_DIVISOR));
        long top = Arrays.stream(sorted, sorted.length - most, sorted.length).sum();
        return sum == 0 ? new LoadDistribution(OptionalDouble.empty(), 0, 0)
                : new LoadDistribution(OptionalDouble.of((double) top / sum),
                        sorted[sorted.length - 1], (double) sum / count);
    }
}
