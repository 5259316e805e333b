/**
 * The network conditions of experiments.
 *
 * <ul>
 *   <li>{@link gossip.experiment.network.LinkDelay}: the value of {@code --delay}
 *   <li>{@link gossip.experiment.network.LossyLinks}: delay and loss on the simulated links
 *   <li>{@link gossip.experiment.network.MessageSizes}: the length of a message in bytes
 * </ul>
 *
 * The rule: the conditions depend on the options and on the random numbers of the network alone.
 */
package gossip.experiment.network;
