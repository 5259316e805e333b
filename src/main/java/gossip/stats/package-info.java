/**
 * Statistics of degrees, latencies and repeated measurements.
 *
 * <ul>
 *   <li>{@link gossip.stats.PowerLaw}: the degree distribution of preferential attachment, fitted by maximum likelihood
 *   <li>{@link gossip.stats.GoodnessOfFit}: whether degrees follow a power law
 *   <li>{@link gossip.stats.Percentiles}: minimum, median, 95th percentile and maximum
 *   <li>{@link gossip.stats.MeanInterval}: a mean with its confidence interval
 * </ul>
 *
 * The rule: all classes are immutable values and pure functions, and depend on no other package.
 */
package gossip.stats;
