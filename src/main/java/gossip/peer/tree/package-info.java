/**
 * The broadcast tree of {@code --dissemination prune}: which links carry messages in full, and how a broken tree is
 * repaired.
 *
 * <ol>
 * <li>{@link gossip.peer.tree.BroadcastTree}: receives PRUNE, GRAFT, IHAVE, WANT and ROOT, and is notified of each copy
 * <li>{@link gossip.peer.tree.TreeRoot}: builds the tree from its first origin, or from a hub when several publish
 * <li>{@link gossip.peer.tree.Branches}: the parent and the children, whose links no second copy prunes
 * <li>{@link gossip.peer.tree.Announcements}: sends IHAVE in batches, for each link its
 *     {@link gossip.peer.tree.Unannounced} messages, as {@link gossip.peer.tree.IdRanges} of
 *     {@link gossip.peer.tree.SequenceRanges}
 * <li>{@link gossip.peer.tree.AnnouncedMessages}: repairs a broken tree: requests announced messages that do not arrive
 *     in time, with GRAFT or WANT; each is a {@link gossip.peer.tree.MissingMessage}, and
 *     {@link gossip.peer.tree.Lateness} states how long they may take
 * <li>{@link gossip.peer.tree.TreeLink}: the state of one link
 * </ol>
 *
 * <p>Whether a link is in the tree is stored in {@link gossip.peer.overlay.Neighbor}, so sending a message looks up
 * nothing here. The tree decides about no message: package {@code broadcast} delivers and stores. Reasons:
 * {@code src/docs/dissemination.md}.
 *
 * <pre>
 * copy --> BroadcastTree --second copy, not on a branch: PRUNE--> neighbor
 * ROOT -------+   |   +--TreeRoot: ROOT, GRAFT--> neighbors
 *                 +--lazy link--> Announcements --IHAVE--> neighbor
 * IHAVE ----------+--lacking--> AnnouncedMessages --GRAFT, WANT--> neighbor --GOSSIP--> this peer
 * </pre>
 */
package gossip.peer.tree;
