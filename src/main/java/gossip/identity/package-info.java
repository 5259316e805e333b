/**
 * The identities that certificates give to nodes. Nothing here reads keys or verifies certificates.
 *
 * <p>Classes in reading order:
 * <ul>
 * <li>{@link gossip.identity.CertifiedIdentity}: what a certificate states about its holder, with its
 *     {@link gossip.identity.Role}s and hosts
 * <li>{@link gossip.identity.EncodedCertificate} and {@link gossip.identity.Fingerprint}: a certificate as peers send
 *     it to each other, and its SHA-256 digest
 * </ul>
 */
package gossip.identity;
