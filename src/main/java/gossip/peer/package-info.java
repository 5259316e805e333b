/**
 * The peer: its configuration, its wiring and the dispatch of messages to its eight parts.
 *
 * <ol>
 * <li>{@link gossip.peer.PeerConfig}: the configuration of a peer
 * <li>{@link gossip.peer.Peer}: creates the parts, connects them and notifies each of the results of the others
 * <li>{@link gossip.peer.PeerMessages}: the parts that concern messages
 * <li>{@link gossip.peer.Heartbeat}: the timer that drives all {@link gossip.peer.PeriodicWork}
 * <li>{@code OriginConfirmation}: asks a seed about origins that may be evicted although no list has named them
 * <li>{@link gossip.peer.InboundHandler}: dispatches messages on an inbound link before the handshake
 * <li>{@link gossip.peer.NeighborHandler}: dispatches messages of neighbors, and answers PING on a link
 * <li>{@link gossip.peer.MessageGenerator}: formats and generates messages
 * <li>{@link gossip.peer.QueryHandler}: answers the queries of clients about this peer; {@code PeerStatus} has the
 *     answer to STATUS
 * <li>{@link gossip.peer.PeerEventTap}: gives the events of a peer their names and keys, records evidence about
 *     failures, and sends events to clients that watch
 * </ol>
 *
 * <p>The eight parts are packages. An arrow points from a package to one that it uses. No part uses this package.
 *
 * <pre>
 *     Peer, InboundHandler, NeighborHandler, Heartbeat, MessageGenerator
 *        |
 *        v
 *     failure ---> topology ------------------------------+
 *     FailureDetector  OverlayMaintenance, RepairPolicy   |
 *     FallbackProbes   NeighborSelection                  |
 *     DeathReports     PreferentialAttachment             |
 *        |             LinkShedding, ShedLinkMonitor      |
 *        |             PartitionDetector, FormerNeighbors |
 *        v                  |                             v
 *     broadcast <-----------+                         registration
 *     Broadcast, MessageCache                         SeedClient
 *     AntiEntropy, MessageHistory                     RegistrationRound
 *     ReceivedSet, TreeRequests                           |
 *        v                                                |
 *     tree: BroadcastTree, TreeRoot                       |
 *     signature: MessageAuthentication, SignedMessages    |
 *     storage: PeerJournal, Recovered                     |
 *        v                                                v
 *     overlay: Overlay, OutboundHandshake, Neighbor, ProbeState, PingRequest, LocalPeer
 * </pre>
 */
package gossip.peer;
