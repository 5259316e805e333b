/**
 * The seed, which keeps the list of members.
 *
 * <p>Classes in reading order:
 * <ul>
 * <li>{@link gossip.seed.Seed}: answers requests and removes peers whose lease has expired
 * <li>{@link gossip.seed.Membership}: the listed peers and their leases
 * <li>{@link gossip.seed.Tombstones}: the removed incarnations
 * <li>{@link gossip.seed.Probes}: checks whether a reported peer is alive
 * <li>{@link gossip.seed.SeedQueries} and {@link gossip.seed.SeedEventTap}: answer the queries of clients about this
 *     seed, with the evidence and the events that pass
 * </ul>
 *
 * <pre>
 *             REGISTER                  LEAVE, lease expired, no reply to the probes
 * not listed ----------> listed, lease ----------------------------------------------> tombstone
 *                         ^         |                                                     |
 *                         +---------+                                                     |
 *                         REGISTER renews                                                 |
 *                         ^                                                               |
 *                         +------------------REGISTER with a higher incarnation-----------+
 * </pre>
 *
 * <p>The rule of this package: a seed never forwards gossip, and never removes a peer because of a report alone. It
 * probes the reported peer itself.
 */
package gossip.seed;
