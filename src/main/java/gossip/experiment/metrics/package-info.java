/**
 * The measurement of a simulated network: listeners that record events, and the figures of one broadcast.
 *
 * <ul>
 *   <li>{@link gossip.experiment.metrics.MetricsCollector}: listens to peers, seeds and traffic
 *   <li>{@link gossip.experiment.metrics.Population}: start, end and degree of every peer
 *   <li>{@link gossip.experiment.metrics.BroadcastRecorder} and {@link gossip.experiment.metrics.BroadcastResult}: one
 *       broadcast, while it spreads and afterwards
 *   <li>{@link gossip.experiment.metrics.Verdicts}: which verdicts on crashed peers are due, with
 *       {@link gossip.experiment.metrics.VerdictCounts}
 *   <li>{@link gossip.experiment.metrics.Traffic} by verb, and the
 *       {@link gossip.experiment.metrics.LoadDistribution} over peers and links
 *   <li>{@link gossip.experiment.metrics.EventSink}: receives every event
 *   <li>{@link gossip.experiment.metrics.LongList} and {@link gossip.experiment.metrics.PairCounter}: collections of
 *       primitive numbers
 * </ul>
 *
 * The rule: recording never changes the run. All times are virtual.
 */
package gossip.experiment.metrics;
