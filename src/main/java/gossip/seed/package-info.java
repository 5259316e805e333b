/**
 * The seed, which keeps the list of members.
 *
 * <p>Classes in reading order:
 * <ul>
 * <li>{@link gossip.seed.Seed}: answers requests and removes peers whose lease has expired
 * <li>{@link gossip.seed.ConnectionAddress}: lets a connection register one address
 * <li>{@link gossip.seed.RequestPace}: bounds the requests on a connection
 * <li>{@link gossip.seed.Membership}: the listed peers and their leases, each a {@code MemberEntry}, with a
 *     {@link gossip.seed.LeaseQueue} and the {@link gossip.seed.UnreachedMembers}
 * <li>{@link gossip.seed.ListReplies}: the lists that the seed sends
 * <li>{@link gossip.seed.DegreeWeights}: draws members in proportion to their degrees
 * <li>{@link gossip.seed.Tombstones}: the removed incarnations
 * <li>{@link gossip.seed.SeedJournal}: stores both, and restores them at the next start
 * <li>{@link gossip.seed.StoredReplies}: sends a reply after the changes before it are stored
 * <li>{@link gossip.seed.Removals}: decides about DEAD and LEAVE by a probe
 * <li>{@link gossip.seed.DuplicateAddresses}: decides about two peers with one address by a probe
 * <li>{@link gossip.seed.Probes} and {@link gossip.seed.ProbeResult}: whether a peer is alive
 * <li>{@link gossip.seed.CutOffCheck}: whether the silence of a peer is evidence
 * <li>{@link gossip.seed.LeaseSweep}: removes members whose lease has expired
 * <li>{@link gossip.seed.ReachProbes}: finds out which members exist, when the list is half full
 * <li>{@link gossip.seed.SeedQueries} and {@link gossip.seed.SeedEventTap}: answer the queries of clients about this
 *     seed, with the evidence and the events that pass
 * </ul>
 *
 * <pre>
 *             REGISTER                  lease expired, or a probe confirmed DEAD or LEAVE
 * not listed ----------> listed, lease ----------------------------------------------> tombstone
 *                         ^         |                                                     |
 *                         +---------+                                                     |
 *                         REGISTER renews                                                 |
 *                         ^                                                               |
 *                         +------------------REGISTER with a higher incarnation-----------+
 * </pre>
 *
 * <p>The rule of this package: a seed never forwards gossip, and never removes a peer because of DEAD or LEAVE
 * alone. It probes the peer itself.
 */
package gossip.seed;
