/**
 * Runs nodes on a simulated network in virtual time, deterministically.
 *
 * <ul>
 * <li>{@link gossip.sim.SimulatedCluster}: seeds and peers on one network, for tests and experiments
 * <li>{@link gossip.sim.SimulatedNetwork}: the hosts, the clock, failures and partitions
 * <li>{@link gossip.sim.SimulatedHost}: runs one node and is its environment
 * <li>{@link gossip.sim.ScheduledTask}: a timer of a node
 * <li>{@link gossip.sim.SimulatedLink}: one end of a connection
 * <li>{@link gossip.sim.Arrival}: the event in which something that was sent arrives
 * <li>{@link gossip.sim.OpenLinks}: the links of a host
 * <li>{@link gossip.sim.NetworkConditions}: latency, loss, bandwidth and capacity of links
 * <li>{@link gossip.sim.TrafficObserver}: sees every message that is sent
 * <li>{@link gossip.sim.EventScheduler}: the clock and the queue of events
 * <li>{@link gossip.sim.TimingWheel} and {@link gossip.sim.EventHeap}: the parts of the queue
 * </ul>
 *
 * <pre>
 * SimulatedLink.send ------+                                          +--> SimulatedLink.send
 * SimulatedHost.schedule --+--> EventScheduler --> call into a node --+--> SimulatedHost.schedule
 * </pre>
 *
 * <p>The nodes are the same as on sockets. Everything runs on the thread that calls {@code run}, and all randomness
 * comes from one seed, so each run can be repeated exactly. Virtual time passes as fast as the events are computed.
 */
package gossip.sim;
