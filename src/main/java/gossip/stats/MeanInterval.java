package gossip.stats;

import java.util.Arrays;
import java.util.Locale;

/**
 * The mean of repeated measurements with its 95 % confidence interval, by the t distribution of Student.
 *
 * @param count the number of measurements, 1 or more
 * @param mean their mean
 * @param halfWidth half of the width of the interval; 0 for a single measurement, which has no interval
 */
public record MeanInterval(int count, double mean, double halfWidth) {

    /** The 0.975 quantiles of the t distribution with 1 to 30 degrees of freedom. */
    private static final double[] T = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
        2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
        2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};
    private static final double NORMAL = 1.959964;

    /** @param values the measurements, 1 or more */
    public static MeanInterval of(double... values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
        int freedom = values.length - 1;
        return new MeanInterval(values.length, mean,
                freedom == 0 ? 0 : quantile(freedom) * Math.sqrt(squares / freedom / values.length));
    }

    /** Above 30 degrees of freedom, the first term of the expansion around the normal quantile is exact to 0.001. */
    private static double quantile(int freedom) {
        return freedom <= T.length ? T[freedom - 1]
                : NORMAL + (NORMAL * NORMAL * NORMAL + NORMAL) / (4.0 * freedom);
    }

    /** Returns mean and half width, as {@code 0.9987 +/- 0.0004}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.6g +/- %.2g", mean, halfWidth);
    }
}
