package gossip.scenario;

import gossip.identity.CertifiedIdentity;
import gossip.identity.EncodedCertificate;
import gossip.identity.Fingerprint;
import gossip.identity.Role;
import gossip.node.Refusal;
import gossip.node.SignatureService;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Deterministic signatures for tests. A certificate is the text {@code authority role host expiry}, and a signature is
 * a hash of it and the content. The peers of a test trust the authority {@code ca}.
 */
final class FakeSignatures implements SignatureService {

    static final Instant VALID = Instant.parse("2027-01-01T00:00:00Z");

    /** The revoked certificates, the same for all peers of a test. */
    final Set<Fingerprint> revoked = new HashSet<>();
    private final EncodedCertificate own;
    /** Signatures that were verified. */
    int verified;
    /** Certificates of others that were examined. */
    int examined;

    FakeSignatures(String host) {
        this.own = certificate("ca", Role.PEER, host, VALID);
    }

    static EncodedCertificate certificate(String authority, Role role, String host, Instant expiry) {
        return new EncodedCertificate((authority + " " + role + " " + host + " " + expiry)
                .getBytes(StandardCharsets.UTF_8));
    }

    static byte[] sign(EncodedCertificate certificate, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(certificate.der());
            return digest.digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Signer signer() {
        return new Signer() {
            @Override
            public EncodedCertificate certificate() {
                return own;
            }

            @Override
            public byte[] sign(byte[] content) {
                return FakeSignatures.sign(own, content);
            }
        };
    }

    @Override
    public Examination examine(EncodedCertificate encoded, Instant now) {
        examined++;
        String[] fields = new String(encoded.der(), StandardCharsets.UTF_8).split(" ");
        if (fields.length != 4) {
            return new Examination.Refused(Refusal.CERTIFICATE, "not a certificate");
        }
        if (!fields[0].equals("ca")) {
            return new Examination.Refused(Refusal.UNTRUSTED, "signed by " + fields[0]);
        }
        Verifier verifier = new Verifier() {
            @Override
            public Optional<Refusal> refusal(Instant time) {
                return revoked.contains(encoded.fingerprint()) ? Optional.of(Refusal.REVOKED)
                        : time.isAfter(Instant.parse(fields[3]).plus(GRACE)) ? Optional.of(Refusal.EXPIRED)
                        : Optional.empty();
            }

            @Override
            public Optional<Refusal> verify(byte[] content, byte[] signature, Instant time) {
                verified++;
                return refusal(time).or(() -> Arrays.equals(signature, sign(encoded, content))
                        ? Optional.empty() : Optional.of(Refusal.SIGNATURE));
            }
        };
        return verifier.refusal(now).<Examination>map(reason -> new Examination.Refused(reason, reason.toString()))
                .orElseGet(() -> new Examination.Trusted(new CertifiedIdentity("CN=x", "", Set.of(
                        Role.of(fields[1]).orElseThrow()), Set.of(fields[2])), verifier));
    }
}
