package gossip.stats;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * The degree distribution of preferential attachment with m links per new node, for degrees k of m or more:
 *
 * <pre>
 * p(k) = (g-1) G(k) G(m+g-1) / (G(m) G(k+g))      with G the gamma function
 * </pre>
 *
 * It falls as k to the power of -g. For g = 3 it is the 2m(m+1) / (k(k+1)(k+2)) of Dorogovtsev, Mendes and Samukhin
 * (2000). The code uses its hazard function instead of the gamma function: of the nodes with degree k or more, the
 * share (g-1) / (k+g-1) has exactly degree k.
 *
 * @param exponent g, above 1
 * @param minDegree m, 1 or more
 */
public record PowerLaw(double exponent, int minDegree) {

    private static final double MIN_EXPONENT = 1.05;
    private static final double MAX_EXPONENT = 12;
    /** An exponent closer to a bound than this is the bound itself. */
    private static final double BOUND_MARGIN = 0.01;
    /** Step of the numerical derivative. */
    private static final double STEP = 0.01;

    /** Returns the share of degree k among the degrees of k or more. */
    public double hazard(int k) {
        return (exponent - 1) / (k + exponent - 1);
    }

    /** Returns the probability of degree k or more. */
    public double atLeast(int k) {
        double survival = 1;
        for (int j = minDegree; j < k; j++) {
            survival *= 1 - hazard(j);
        }
        return survival;
    }

    /** Returns the law of maximum likelihood for a histogram of degrees, none of them below {@code minDegree}. */
    static PowerLaw fit(SortedMap<Integer, Integer> histogram, int minDegree) {
        return new PowerLaw(argMax(g -> new PowerLaw(g, minDegree).logLikelihood(histogram)), minDegree);
    }

    /** Counts the nodes with each degree of {@code minDegree} or more. */
    static TreeMap<Integer, Integer> histogram(Collection<Integer> degrees, int minDegree) {
        TreeMap<Integer, Integer> histogram = new TreeMap<>();
        degrees.stream().filter(k -> k >= minDegree).forEach(k -> histogram.merge(k, 1, Integer::sum));
        return histogram;
    }

    /** Returns whether the exponent is a bound of the search, so the maximum of the likelihood may lie beyond it. */
    public boolean isAtBound() {
        return exponent - MIN_EXPONENT < BOUND_MARGIN || MAX_EXPONENT - exponent < BOUND_MARGIN;
    }

    /**
     * Returns the asymptotic standard error of the exponent: 1 over the square root of the observed Fisher information,
     * the negative second derivative of the log-likelihood. Empty without degrees and at a bound.
     */
    OptionalDouble standardError(SortedMap<Integer, Integer> histogram) {
        double center = logLikelihood(histogram);
        double sides = new PowerLaw(exponent - STEP, minDegree).logLikelihood(histogram)
                + new PowerLaw(exponent + STEP, minDegree).logLikelihood(histogram);
        double information = (2 * center - sides) / (STEP * STEP);
        return isAtBound() || information <= 0 ? OptionalDouble.empty()
                : OptionalDouble.of(1 / Math.sqrt(information));
    }

    private double logLikelihood(SortedMap<Integer, Integer> histogram) {
        double sum = 0;
        double logSurvival = 0;
        int k = minDegree;
        for (Map.Entry<Integer, Integer> entry : histogram.entrySet()) {
            for (; k < entry.getKey(); k++) {
                logSurvival += Math.log1p(-hazard(k));
            }
            sum += entry.getValue() * (logSurvival + Math.log(hazard(k)));
        }
        return sum;
    }

    /** Finds the exponent of maximum likelihood by golden-section search. The likelihood has a single maximum. */
    private static double argMax(DoubleUnaryOperator likelihood) {
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
