package gossip.tls;

import gossip.identity.CertifiedIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * The credentials of a node: its key, its certificate and the authorities that it trusts. Immutable and thread-safe.
 *
 * @param key the private key
 * @param chain the certificate of the node first, then those of its issuers
 * @param identity what the certificate states about this node
 * @param trust the authorities and their revocation lists
 */
public record Credentials(
        PrivateKey key, List<X509Certificate> chain, CertifiedIdentity identity, TrustAnchors trust) {

    public Credentials {
        chain = List.copyOf(chain);
    }

    /**
     * Reads {@code ca.pem}, {@code cert.pem}, {@code key.pem} and, if present, {@code crl.pem}.
     *
     * @param now the time at which the certificate must be valid
     * @throws IOException if a file is missing or invalid, or if the files do not fit together; the message is one
     *     sentence that names the file and the problem
     */
    public static Credentials read(Path folder, Instant now) throws IOException {
        return new CredentialReader(folder).read(now);
    }

    /** Returns the lists in use whose issuers have no list in these credentials. */
    List<X509CRL> listsMissing(TrustAnchors inUse) {
        Set<X500Principal> issuers = Stream.concat(trust.authorities().stream(), chain.stream().skip(1))
                .map(X509Certificate::getSubjectX500Principal).collect(Collectors.toSet());
        trust.revocations().forEach(list -> issuers.remove(list.getIssuerX500Principal()));
        return inUse.revocations().stream().filter(list -> issuers.contains(list.getIssuerX500Principal())).toList();
    }

    Credentials withLists(List<X509CRL> more) {
        return more.isEmpty() ? this : new Credentials(key, chain, identity, new TrustAnchors(trust.authorities(),
                Stream.concat(trust.revocations().stream(), more.stream()).toList()));
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Returns the time at which the first certificate of the chain expires. */
    public Instant expiry() {
        return chain.stream().map(certificate -> certificate.getNotAfter().toInstant()).min(Instant::compareTo)
                .orElseThrow();
    }

    /** Returns the type of the key. */
    public KeyType keyType() {
        return KeyType.of(certificate().getPublicKey()).orElseThrow();
    }

    /** Returns whole days until {@link #expiry}; negative after it. */
    public long daysLeft(Instant now) {
        return Math.floorDiv(Duration.between(now, expiry()).toSeconds(), Duration.ofDays(1).toSeconds());
    }
}
