package gossip.stats;

import java.util.Arrays;

/**
 * Minimum, median, 95th percentile and maximum of numbers, by the nearest-rank method. All are 0 if there are none.
 *
 * @param count how many numbers there are
 */
public record Percentiles(int count, double min, double median, double p95, double max) {

    /** Computes the percentiles of values in any order. */
    public static Percentiles of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        return count == 0
                ? new Percentiles(0, 0, 0, 0, 0)
                : new Percentiles(count, sorted[0], quantile(sorted, 0.5), quantile(sorted, 0.95), sorted[count - 1]);
    }

    /** Returns the smallest value that is not exceeded by at least this share of the values. */
    private static double quantile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** Returns the percentiles of the values multiplied by a positive factor, for instance to convert units. */
    public Percentiles times(double factor) {
        return new Percentiles(count, min * factor, median * factor, p95 * factor, max * factor);
    }

    public boolean isEmpty() {
        return count == 0;
    }
}
