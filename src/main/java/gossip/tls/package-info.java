/**
 * Certificates: reading the files of a node, and verifying the certificates of others.
 *
 * <ul>
 * <li>{@link gossip.tls.Credentials}: key, certificate and trusted authorities of a node, read from a folder by
 *     {@code CredentialReader} with {@code PemFile}
 * <li>{@link gossip.tls.CredentialFolder}: writes such a folder
 * <li>{@link gossip.tls.CredentialStore}: reads the folder again when its files change, and has the context of TLS,
 *     which {@code TlsContexts} creates
 * <li>{@link gossip.tls.TrustAnchors}: verifies certificates of others
 * <li>{@link gossip.tls.Certificates}: parses certificates, and reads roles and hosts from them
 * <li>{@link gossip.tls.KeyType}: the types of keys
 * <li>{@link gossip.tls.MessageSignatures}: signs the messages of a node and checks those of others, whose
 *     certificates {@code CertificateExaminer} examines
 * </ul>
 *
 * <p>The rule of this package: it opens no socket. What the cores need of a certificate is in
 * {@link gossip.identity.CertifiedIdentity}.
 */
package gossip.tls;
