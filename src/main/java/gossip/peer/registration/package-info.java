/**
 * The registration of a peer with its seeds.
 *
 * <ol>
 * <li>{@link gossip.peer.registration.SeedClient}: registers, renews the lease, reports the degree, leaves
 * <li>{@link gossip.peer.registration.RegistrationRound}: one REGISTER to several seeds, with fallback seeds
 * <li>{@code SeedLinks}: the links to the seeds, which stay open with TLS
 * <li>{@link gossip.peer.registration.SeedList}: the members that a seed listed
 * <li>{@code ListReply}: the members of a reply while it arrives, bounded
 * <li>{@code DegreeReports}: when a changed degree is reported
 * <li>{@code SampleReply}: members of a seed that does not hold the registration
 * <li>{@code Departure}: sends LEAVE, again if a REGISTER was in flight
 * </ol>
 *
 * <p>Only this package changes the incarnation of the peer, when a seed holds a tombstone for it (verb BURIED).
 */
package gossip.peer.registration;
