package gossip.stats;

import java.util.Arrays;

/**
 * The middle and the ends of many numbers; all zero where there are none.
 *
 * @param most at most this in 95 of 100
 */
public record Percentiles(int count, double min, double median, double p95, double max) {

    private static final double MOST = 0.95;

    public static Percentiles of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        return count == 0
                ? new Percentiles(0, 0, 0, 0, 0)
                : new Percentiles(count, sorted[0], quantile(sorted, 0.5), quantile(sorted, MOST), sorted[count - 1]);
    }

    /** The smallest number that at least this share does not exceed. */
    private static double quantile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    public Percentiles times(double factor) {
        return new Percentiles(count, min * factor, median * factor, p95 * factor, max * factor);
    }

    public boolean isEmpty() {
        return count == 0;
    }
}
