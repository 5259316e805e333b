/**
 * The network conditions of experiments.
 *
 * <ul>
 *   <li>{@link gossip.experiment.network.NetworkOptions}: the options
 *   <li>{@link gossip.experiment.network.NetworkModel}: their values, {@link gossip.experiment.network.LinkDelay},
 *       {@link gossip.experiment.network.LatencyMatrix} and {@link gossip.experiment.network.LossRates}
 *   <li>{@link gossip.experiment.network.ModeledConditions}: the model applied to one run, with
 *       {@link gossip.experiment.network.LinkRandom}
 *   <li>{@link gossip.experiment.network.MessageSizes}: the length of a message in bytes
 * </ul>
 *
 * The rule: the conditions depend on the options and on the random numbers of the network alone.
 */
package gossip.experiment.network;
