/**
 * The links of a peer to its neighbors, and the handshake that opens them.
 *
 * <ol>
 * <li>{@link gossip.peer.overlay.LocalPeer}: address and incarnation of this peer
 * <li>{@link gossip.peer.overlay.Overlay}: the table of neighbors; connects, accepts and disconnects
 * <li>{@link gossip.peer.overlay.OutboundHandshake}: dials, sends HELLO and waits for the reply
 * <li>{@link gossip.peer.overlay.LinkTakeover}: decides on a HELLO in the name of a present neighbor
 * <li>{@link gossip.peer.overlay.Neighbor}: one link, with the state that each part of the peer keeps for it;
 *     {@link gossip.peer.overlay.Branch} is its place in the broadcast tree
 * <li>{@link gossip.peer.overlay.ProbeState}: the PINGs and misses of one neighbor
 * <li>{@link gossip.peer.overlay.DisconnectCause}: why a link ended
 * <li>{@link gossip.peer.overlay.TaskBudget}: the CPU time for dials and exchanges in a heartbeat
 * <li>{@link gossip.peer.overlay.DutyCycle}: the pause after a task that waited for others
 * <li>{@link gossip.peer.overlay.PingRequest}: a PING to a peer on a separate connection
 * </ol>
 *
 * <p>This package opens and closes links on request. It does not decide which links to have; package {@code topology}
 * does.
 *
 * <pre>
 * connect --> OutboundHandshake --accepted--+
 *                                           +--> Neighbor --> OverlayListener: handler, connected, disconnected
 * accept  --> HELLO of another peer --------+
 * </pre>
 */
package gossip.peer.overlay;
