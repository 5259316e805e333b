/**
 * The decisions which links to open, replace and close.
 *
 * <ol>
 * <li>{@link gossip.peer.topology.OverlayMaintenance}: joins, replaces lost links, opens missing ones, retries
 * <li>{@code LeaseRenewal}: renews the lease, and gets known members with it
 * <li>{@link gossip.peer.topology.RetryBackoff}: how long an isolated peer waits before it tries again
 * <li>{@link gossip.peer.topology.FixedLinks}: the links that an experiment fixes, in place of a join
 * <li>{@link gossip.peer.topology.JoinDelay}: how long a peer waits for the joiners before it
 * <li>{@link gossip.peer.topology.NeighborSelection}: finds one batch of neighbors: asks degrees, chooses, connects
 * <li>{@link gossip.peer.topology.ListedMembers}: the members to choose among, and which of them are asked
 * <li>{@link gossip.peer.topology.PreferentialAttachment}: the choice in proportion to degree; pure functions
 * <li>{@link gossip.peer.topology.UnreachableMembers}: warns about listed members that cannot be dialed
 * <li>{@link gossip.peer.topology.LostLinks}: replaces lost links, and early those whose neighbors do not answer
 * <li>{@link gossip.peer.topology.RepairPolicy}: which lost links are replaced, and whether there is a surplus
 * <li>{@link gossip.peer.topology.PartitionDetector}: finds members whose messages do not arrive, and connects to them
 * <li>{@code RestoredLinks}: opens the links of an earlier process of this peer
 * <li>{@link gossip.peer.topology.FormerNeighbors}: finds neighbors that were declared dead and are alive
 * <li>{@link gossip.peer.topology.LinkShedding}: opens extra links, and closes surplus links later
 * <li>{@link gossip.peer.topology.ShedLinkMonitor}: checks that the overlay does without a link that was closed
 * </ol>
 *
 * <p>Only this package decides which links exist; package {@code overlay} opens and closes them. RepairPolicy accounts
 * for every lost link and every extra link. Formulas and reasons: {@code src/docs/overlay.md}.
 *
 * <pre>
 * seeds --members--> OverlayMaintenance --> NeighborSelection --connect--> Overlay
 *                        |                     +--choose--> PreferentialAttachment
 *                        +--replace?--> RepairPolicy --surplus--> LinkShedding --SHED--> a neighbor
 *                                                                  ^   +--> ShedLinkMonitor
 *            PartitionDetector, FormerNeighbors --extra link-------+
 * </pre>
 */
package gossip.peer.topology;
