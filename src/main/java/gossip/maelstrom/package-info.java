/**
 * An adapter that runs peers under the broadcast workload of Maelstrom, and a check of the same properties in virtual
 * time. Guide: {@code src/docs/experiments.md}.
 *
 * <p>Classes in reading order:
 * <ul>
 * <li>{@link gossip.maelstrom.BroadcastServer}: answers the workload and runs a peer; {@link gossip.maelstrom.Bodies}:
 *     its replies; {@link gossip.maelstrom.JsonReader}: reads its requests
 * <li>{@link gossip.maelstrom.NodeHost}: the host of the peer; {@link gossip.maelstrom.Clock}: its timers
 * <li>{@link gossip.maelstrom.ReliableLink}, {@link gossip.maelstrom.SendWindow} and {@link gossip.maelstrom.Frame}:
 *     links over a network that loses and reorders messages
 * <li>{@link gossip.maelstrom.NodeProgram}: one server on standard input and output
 * <li>{@link gossip.maelstrom.WorkloadSimulation}, {@link gossip.maelstrom.Topology} and
 *     {@link gossip.maelstrom.CheckResult}: the workload in virtual time, and the result of its history
 * <li>{@link gossip.maelstrom.MaelstromCommand}: the commands of both
 * </ul>
 *
 * <pre>
 * Maelstrom -- lines --> NodeProgram --+
 *                                      +--> BroadcastServer --> Peer
 * WorkloadSimulation --- lines --------+          |              |
 *                                                 +--> NodeHost --> ReliableLink --> lines
 * </pre>
 *
 * <p>The rule of this package: everything between two lines runs on one thread and gets its time from the clock. So the
 * same code runs under Maelstrom and in virtual time.
 */
package gossip.maelstrom;
