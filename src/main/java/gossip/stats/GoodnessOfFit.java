package gossip.stats;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A test whether degrees follow a power law.
 *
 * @param law the power law of maximum likelihood
 * @param standardError the standard error of its exponent; empty without degrees and at a bound of the search
 * @param count the number of degrees in the fit
 * @param ignored the number of degrees below the least one of the law, which are not in the fit
 * @param distance D of Kolmogorov and Smirnov, the largest gap between the observed and the fitted distribution
 * @param vuong z of Vuong (1989) against the geometric distribution of the same mean; above 0 the power law explains
 *     the degrees better, and from about 2 on the difference is significant; empty if all degrees are equal
 */
public record GoodnessOfFit(
        PowerLaw law, OptionalDouble standardError, int count, int ignored, double distance, OptionalDouble vuong) {

    /** With fewer degrees, the verdict is always {@link Verdict#TOO_FEW}. */
    public static final int MIN_COUNT = 50;
    /** From this number of degrees on, the limits of {@link #verdict} for large networks apply. */
    private static final int LARGE_COUNT = 500;
    /** Above this number of degrees, D itself is limited, because small deviations of a finite overlay add up. */
    private static final int HUGE_COUNT = 10_000;
    private static final double MAX_HUGE_DISTANCE = 0.013;
    private static final double MIN_EXPONENT = 2.75;
    private static final double MAX_EXPONENT = 3.20;

    /** The result of the test, with the words in which it is printed. */
    public enum Verdict {
        POWER_LAW("a power law"),
        NOT_A_POWER_LAW("not the power law"),
        TOO_FEW("too few peers to tell");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /**
     * Fits a power law to the degrees of {@code minDegree} or more. Lower degrees are ignored.
     *
     * @param minDegree the m of the overlay, 1 or more
     */
    public static GoodnessOfFit of(Collection<Integer> degrees, int minDegree) {
        TreeMap<Integer, Integer> histogram = PowerLaw.histogram(degrees, minDegree);
        int count = histogram.values().stream().mapToInt(Integer::intValue).sum();
        PowerLaw law = PowerLaw.fit(histogram, minDegree);
        return new GoodnessOfFit(law, law.standardError(histogram), count, degrees.size() - count,
                distance(histogram, law, count), vuong(histogram, law, count));
    }

    /** Returns D times the square root of the count, which is comparable between network sizes. */
    public double scaledDistance() {
        return distance * Math.sqrt(count);
    }

    /**
     * Judges the fit. A power law needs an exponent in 2.75..3.20, {@link #scaledDistance} of at most 1.0 (1.3 from 500
     * degrees on; above 10,000 D of at most 0.013 instead), and z of at least 1 (2 from 500 degrees on). With these
     * limits, networks grown by preferential attachment pass on at least 19 of 20 random seeds, and networks grown by
     * uniform attachment on none.
     */
    public Verdict verdict() {
        if (count < MIN_COUNT) {
            return Verdict.TOO_FEW;
        }
        boolean exponentFits = law.exponent() >= MIN_EXPONENT && law.exponent() <= MAX_EXPONENT;
        boolean distanceFits = count > HUGE_COUNT ? distance <= MAX_HUGE_DISTANCE : scaledDistance() <= maxDistance();
        boolean beatsGeometric = vuong.isPresent() && vuong.getAsDouble() >= minVuong();
        return exponentFits && distanceFits && beatsGeometric ? Verdict.POWER_LAW : Verdict.NOT_A_POWER_LAW;
    }

    /** Returns the limit of {@link #scaledDistance} up to 10,000 degrees. */
    private double maxDistance() {
        return count >= LARGE_COUNT ? 1.3 : 1.0;
    }

    private int minVuong() {
        return count >= LARGE_COUNT ? 2 : 1;
    }

    private static double distance(TreeMap<Integer, Integer> histogram, PowerLaw law, int count) {
        double largest = 0;
        double above = 1;
        double expectedAbove = 1;
        for (int k = law.minDegree(); !histogram.isEmpty() && k <= histogram.lastKey(); k++) {
            above -= (double) histogram.getOrDefault(k, 0) / count;
            expectedAbove *= 1 - law.hazard(k);
            largest = Math.max(largest, Math.abs(above - expectedAbove));
        }
        return largest;
    }

    /**
     * Returns the sum of the log-likelihood ratios divided by its standard deviation. Both distributions have one
     * parameter, so no correction for the number of parameters is needed.
     */
    private static OptionalDouble vuong(TreeMap<Integer, Integer> histogram, PowerLaw law, int count) {
        double excess = histogram.entrySet().stream()
                .mapToDouble(entry -> (double) (entry.getKey() - law.minDegree()) * entry.getValue()).sum() / count;
        double continuation = excess / (1 + excess);
        double sum = 0;
        double squares = 0;
        for (Map.Entry<Integer, Integer> entry : histogram.entrySet()) {
            int k = entry.getKey();
            double power = Math.log(law.hazard(k) * law.atLeast(k));
            double geometric = Math.log1p(-continuation) + (k - law.minDegree()) * Math.log(continuation);
            double ratio = power - geometric;
            sum += entry.getValue() * ratio;
            squares += entry.getValue() * ratio * ratio;
        }
        double variance = squares / count - (sum / count) * (sum / count);
        double z = sum / Math.sqrt(count * variance);
        return Double.isFinite(z) ? OptionalDouble.of(z) : OptionalDouble.empty();
    }

    /** Returns the figures of the test with their limits, and the verdict, as they are printed. */
    @Override
    public String toString() {
        if (count == 0) {
            return verdict().text();
        }
        return exponentText() + ", " + distanceText() + ", Vuong z "
                + (vuong.isPresent() ? String.format(Locale.ROOT, "%.2f", vuong.getAsDouble()) : "undefined")
                + String.format(Locale.ROOT, " (%d or more): %s", minVuong(), verdict().text())
                + (ignored == 0 ? "" : String.format(Locale.ROOT, "; %,d degrees below %d are not in the fit",
                        ignored, law.minDegree()));
    }

    private String exponentText() {
        String error = standardError.isPresent()
                ? String.format(Locale.ROOT, " +/- %.2f", standardError.getAsDouble())
                : law.isAtBound() ? ", the bound of the search," : "";
        return String.format(Locale.ROOT, "exponent %.2f%s (%.2f to %.2f)",
                law.exponent(), error, MIN_EXPONENT, MAX_EXPONENT);
    }

    private String distanceText() {
        return count > HUGE_COUNT
                ? String.format(Locale.ROOT, "D %.4f (at most %.3f)", distance, MAX_HUGE_DISTANCE)
                : String.format(Locale.ROOT, "D*sqrt(N) %.2f (at most %.1f)", scaledDistance(), maxDistance());
    }
}
