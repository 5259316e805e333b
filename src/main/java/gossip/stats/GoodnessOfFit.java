package gossip.stats;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well degrees follow the law that fits them best, and whether they are a power law at all.
 *
 * @param law the fit
 * @param count how many degrees it rests on
 * @param distance D of Kolmogorov and Smirnov: the largest gap between the observed and the fitted distribution
 * @param vuong z of Vuong (1989) against the geometric law of the same mean: above 0 the power law explains the degrees
 *     better, and from about 2 on that is no accident
 */
public record GoodnessOfFit(PowerLaw law, int count, double distance, double vuong) {

    /** Below this number nothing is claimed. */
    public static final int MIN_COUNT = 50;
    private static final int LARGE_COUNT = 500;
    private static final double MIN_EXPONENT = 2.75;
    private static final double MAX_EXPONENT = 3.20;

    /** What can be said. */
    public enum Verdict { POWER_LAW, NOT_A_POWER_LAW, TOO_FEW }

    /** @param least the m of the overlay */
    public static GoodnessOfFit of(Collection<Integer> degrees, int least) {
        TreeMap<Integer, Integer> histogram = PowerLaw.histogram(degrees, least);
        int count = histogram.values().stream().mapToInt(Integer::intValue).sum();
        PowerLaw law = PowerLaw.fit(degrees, least);
        return new GoodnessOfFit(law, count, distance(histogram, law, count), vuong(histogram, law, count));
    }

    /** D times the square root of the number: comparable between sizes. */
    public double scaledDistance() {
        return distance * Math.sqrt(count);
    }

    public Verdict verdict() {
        if (count < MIN_COUNT) {
            return Verdict.TOO_FEW;
        }
        boolean many = count >= LARGE_COUNT;
        boolean exponentFits = law.exponent() >= MIN_EXPONENT && law.exponent() <= MAX_EXPONENT;
        boolean distanceFits = scaledDistance() <= (many ? 1.3 : 1.0);
        boolean beatsGeometric = vuong >= (many ? 2 : 1);
        return exponentFits && distanceFits && beatsGeometric ? Verdict.POWER_LAW : Verdict.NOT_A_POWER_LAW;
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

    /** The sum of the log likelihood ratios over its standard deviation; both laws have one parameter. */
    private static double vuong(TreeMap<Integer, Integer> histogram, PowerLaw law, int count) {
        double excess = histogram.entrySet().stream()
                .mapToDouble(entry -> (double) (entry.getKey() - law.minDegree()) * entry.getValue()).sum() / count;
        double stay = excess / (1 + excess);
        double sum = 0;
        double squares = 0;
        for (Map.Entry<Integer, Integer> entry : histogram.entrySet()) {
            int k = entry.getKey();
            double power = Math.log(law.hazard(k) * law.atLeast(k));
            double geometric = Math.log1p(-stay) + (k - law.minDegree()) * Math.log(stay);
            sum += entry.getValue() * (power - geometric);
            squares += entry.getValue() * (power - geometric) * (power - geometric);
        }
        double variance = squares / count - (sum / count) * (sum / count);
        return sum / Math.sqrt(count * variance);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "exponent %.2f, D*sqrt(N) %.2f, Vuong z %.2f of %d: %s",
                law.exponent(), scaledDistance(), vuong, count,
                verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
}
