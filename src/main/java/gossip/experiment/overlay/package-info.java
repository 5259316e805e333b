/**
 * The overlays of experiments that are not grown by the join protocol, and overlays as files.
 *
 * <ul>
 *   <li>{@link gossip.experiment.overlay.OverlayShape}: the value of {@code --overlay}
 *   <li>{@link gossip.experiment.overlay.Graph}: nodes and edges, and the generators
 *   <li>{@link gossip.experiment.overlay.EdgeList}: reads and writes files
 * </ul>
 *
 * The rule: pure functions of their arguments and a random seed.
 */
package gossip.experiment.overlay;
