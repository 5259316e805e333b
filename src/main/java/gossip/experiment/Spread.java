package gossip.experiment;

import java.util.Arrays;

/**
 * The middle and the ends of many numbers; all zero where there are none.
 *
 * @param most at most this in 95 of 100
 */
public record Spread(int count, double least, double median, double most, double max) {

    private static final double MOST = 0.95;

    static Spread of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        return count == 0
                ? new Spread(0, 0, 0, 0, 0)
                : new Spread(count, sorted[0], quantile(sorted, 0.5), quantile(sorted, MOST), sorted[count - 1]);
    }

    /** The smallest number that at least this share does not exceed. */
    private static double quantile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    Spread times(double factor) {
        return new Spread(count, least * factor, median * factor, most * factor, max * factor);
    }

    boolean isEmpty() {
        return count == 0;
    }
}
