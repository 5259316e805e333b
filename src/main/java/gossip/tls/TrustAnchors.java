package gossip.tls;

import gossip.identity.CertifiedIdentity;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The certificate authorities that a node trusts, and their revocation lists. Immutable and thread-safe.
 *
 * @param authorities the CAs of {@code ca.pem}
 * @param revocations the lists of {@code crl.pem}, whose signatures are verified. A list counts beyond its next
 *     update, so a list that is not renewed does not stop the network.
 */
public record TrustAnchors(List<X509Certificate> authorities, List<X509CRL> revocations) {

    /** Certificates of one chain. */
    public static final int MAX_CHAIN = 8;
    /** Bits of an RSA key. A longer one makes each check of a signature slow. */
    static final int MAX_RSA_BITS = 8_192;
    /** Bits of the public exponent of an RSA key, which is 65,537 in practice. The cost grows with it. */
    static final int MAX_RSA_EXPONENT_BITS = 32;
    private static final int DIGITAL_SIGNATURE = 0;

    public TrustAnchors {
        authorities = List.copyOf(authorities);
        revocations = List.copyOf(revocations);
    }

    /**
     * Verifies a certificate: signatures up to a CA, validity, revocation, use for signatures, and that it names a
     * role.
     *
     * @param chain the certificate first, then those of its issuers; the CA itself may be missing
     * @param at the time at which the certificates must be valid
     * @return what the certificate states about its holder
     * @throws CertificateException if the certificate is refused; the message is one sentence
     */
    public CertifiedIdentity verify(List<X509Certificate> chain, Instant at) throws CertificateException {
        anchor(chain, at);
        return identity(chain.getFirst());
    }

    /** Verifies all that {@link #verify} does, except the use and the role. Returns the CA at the end of the chain. */
    X509Certificate anchor(List<X509Certificate> chain, Instant at) throws CertificateException {
        List<X509Certificate> path = withoutAuthority(chain);
        if (path.isEmpty() || path.size() > MAX_CHAIN) {
            throw new CertificateException(path.isEmpty() ? "the certificate is that of a CA"
                    : "the chain has more than " + MAX_CHAIN + " certificates");
        }
        for (X509Certificate certificate : path) {
            requireFastKey(certificate);
        }
        X509Certificate anchor = validate(path, at);
        requireValid(anchor, at);
        Optional<String> revocation = revocation(path);
        if (revocation.isPresent()) {
            throw new CertificateException(revocation.get());
        }
        return anchor;
    }

    /** Returns whether a CA is one of these, perhaps renewed with the same name and key. Fast. */
    boolean contains(X509Certificate authority) {
        return authorities.stream().anyMatch(present -> present.equals(authority)
                || present.getSubjectX500Principal().equals(authority.getSubjectX500Principal())
                        && present.getPublicKey().equals(authority.getPublicKey()));
    }

    /** Returns the certificates before the first CA of {@code ca.pem}. What follows it proves nothing. */
    private List<X509Certificate> withoutAuthority(List<X509Certificate> chain) {
        return chain.stream().takeWhile(certificate -> !authorities.contains(certificate)).toList();
    }

    /** Returns which certificate of a chain is revoked, as one sentence, or empty if none is. */
    public Optional<String> revocation(List<X509Certificate> chain) {
        return withoutAuthority(chain).stream()
                .filter(certificate -> revocations.stream().anyMatch(list -> list.isRevoked(certificate)))
                .map(certificate -> name(certificate) + " is revoked").findFirst();
    }

    private static void requireFastKey(X509Certificate certificate) throws CertificateException {
        if (certificate.getPublicKey() instanceof RSAPublicKey key) {
            int bits = key.getModulus().bitLength();
            int exponentBits = key.getPublicExponent().bitLength();
            if (bits > MAX_RSA_BITS || exponentBits > MAX_RSA_EXPONENT_BITS) {
                throw new CertificateException(name(certificate) + " has an RSA key " + (bits > MAX_RSA_BITS
                        ? "of " + bits + " bits; at most " + MAX_RSA_BITS
                        : "with an exponent of " + exponentBits + " bits; at most " + MAX_RSA_EXPONENT_BITS)
                        + " are allowed");
            }
        }
    }

    /** Returns the CA at the end of the path. */
    private X509Certificate validate(List<X509Certificate> path, Instant at) throws CertificateException {
        try {
            PKIXParameters parameters = new PKIXParameters(authorities.stream()
                    .map(authority -> new TrustAnchor(authority, null)).collect(Collectors.toSet()));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            PKIXCertPathValidatorResult result = (PKIXCertPathValidatorResult) CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return result.getTrustAnchor().getTrustedCert();
        } catch (CertPathValidatorException e) {
            int index = Math.max(0, e.getIndex());
            throw new CertificateException(describe(path.get(index), e), e);
        } catch (GeneralSecurityException e) {
            throw new CertificateException(name(path.getFirst()) + " cannot be verified: " + e.getMessage(), e);
        }
    }

    private static String describe(X509Certificate certificate, CertPathValidatorException e) {
        if (e.getReason() == BasicReason.EXPIRED) {
            return expired(certificate);
        }
        if (e.getReason() == BasicReason.NOT_YET_VALID) {
            return notYetValid(certificate);
        }
        boolean unknownIssuer = e.getReason() == PKIXReason.NO_TRUST_ANCHOR
                || e.getReason() == BasicReason.INVALID_SIGNATURE;
        return name(certificate) + (unknownIssuer ? " is not signed by a CA of ca.pem" : ": " + e.getMessage());
    }

    private static void requireValid(X509Certificate authority, Instant at) throws CertificateException {
        if (authority.getNotAfter().toInstant().isBefore(at)) {
            throw new CertificateException("the CA " + expired(authority));
        }
    }

    /**
     * Checks only the validity of certificates that were verified before.
     *
     * @throws CertificateException if one is not valid at this time; the message is one sentence
     */
    public static void requireInTime(List<X509Certificate> chain, Instant at) throws CertificateException {
        for (X509Certificate certificate : chain) {
            if (certificate.getNotAfter().toInstant().isBefore(at)) {
                throw new CertificateException(expired(certificate));
            }
            if (certificate.getNotBefore().toInstant().isAfter(at)) {
                throw new CertificateException(notYetValid(certificate));
            }
        }
    }

    private static String expired(X509Certificate certificate) {
        return name(certificate) + " expired at " + certificate.getNotAfter().toInstant();
    }

    private static String notYetValid(X509Certificate certificate) {
        return name(certificate) + " is valid only from " + certificate.getNotBefore().toInstant();
    }

    /** Returns what a certificate states about its holder, if it may sign and names a role. */
    static CertifiedIdentity identity(X509Certificate certificate) throws CertificateException {
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE]) {
            throw new CertificateException(name(certificate) + " is not allowed to sign: its key usage lacks"
                    + " digitalSignature");
        }
        if (KeyType.of(certificate.getPublicKey()).isEmpty()) {
            throw new CertificateException(name(certificate) + " has a key of type "
                    + certificate.getPublicKey().getAlgorithm() + ", which is not RSA, EC or Ed25519");
        }
        CertifiedIdentity identity = Certificates.identity(certificate);
        if (identity.roles().isEmpty()) {
            throw new CertificateException(name(certificate) + " has no OU=seed, OU=peer or OU=operator");
        }
        return identity;
    }

    private static String name(X509Certificate certificate) {
        return "certificate " + Certificates.subject(certificate);
    }
}
