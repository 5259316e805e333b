package gossip.stats;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * The degree law of preferential attachment with m links a newcomer, in its exact form for degrees k of m or more:
 *
 * <pre>
 * p(k) = (g-1) G(k) G(m+g-1) / (G(m) G(k+g))      with G the gamma function
 * </pre>
 *
 * which for g = 3 is the 2m(m+1) / (k(k+1)(k+2)) of Dorogovtsev, Mendes and Samukhin (2000) and falls as k to the -g.
 * It is computed by its hazard, without a gamma function: of those with at least k links, the share
 * (g-1) / (k+g-1) has exactly k.
 *
 * @param exponent g, above 1
 * @param least m, 1 or more
 */
public record PowerLaw(double exponent, int minDegree) {

    private static final double MIN_EXPONENT = 1.05;
    private static final double MAX_EXPONENT = 12;

    /** The share of exactly k among those of k or more. */
    public double hazard(int k) {
        return (exponent - 1) / (k + exponent - 1);
    }

    /** The probability of k links or more. */
    public double atLeast(int k) {
        double survival = 1;
        for (int j = minDegree; j < k; j++) {
            survival *= 1 - hazard(j);
        }
        return survival;
    }

    /** The law of the greatest likelihood for these degrees; those below {@code least} are left out. */
    public static PowerLaw fit(Collection<Integer> degrees, int least) {
        Map<Integer, Integer> histogram = histogram(degrees, least);
        double exponent = maximum(g -> new PowerLaw(g, least).logLikelihood(histogram));
        return new PowerLaw(exponent, least);
    }

    /** How many have each degree of {@code least} or more. */
    static TreeMap<Integer, Integer> histogram(Collection<Integer> degrees, int least) {
        TreeMap<Integer, Integer> histogram = new TreeMap<>();
        degrees.stream().filter(k -> k >= least).forEach(k -> histogram.merge(k, 1, Integer::sum));
        return histogram;
    }

    private double logLikelihood(Map<Integer, Integer> histogram) {
        double sum = 0;
        double logSurvival = 0;
        int at = minDegree;
        for (Map.Entry<Integer, Integer> entry : histogram.entrySet()) {
            for (; at < entry.getKey(); at++) {
                logSurvival += Math.log1p(-hazard(at));
            }
            sum += entry.getValue() * (logSurvival + Math.log(hazard(at)));
        }
        return sum;
    }

    /** Golden-section search; the likelihood has one maximum. */
    private static double maximum(DoubleUnaryOperator likelihood) {
        double ratio = (Math.sqrt(5) - 1) / 2;
        double low = MIN_EXPONENT;
        double high = MAX_EXPONENT;
        while (high - low > 1e-6) {
            double left = high - ratio * (high - low);
            double right = low + ratio * (high - low);
            if (likelihood.applyAsDouble(left) > likelihood.applyAsDouble(right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return (low + high) / 2;
    }
}
