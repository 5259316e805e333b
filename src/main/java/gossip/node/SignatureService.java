package gossip.node;

import gossip.identity.CertifiedIdentity;
import gossip.identity.EncodedCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A signer of the messages of a node that checks the certificates and signatures of others. Thread-safe. The methods
 * that are called slow take up to some milliseconds, so a node runs them through {@link Link#compute}.
 */
public interface SignatureService {

    /** How long after its expiry a certificate still proves the messages that peers retain. */
    Duration GRACE = Duration.ofDays(7);

    /** Returns the present key of this node. It changes when the files of the node are replaced. */
    Signer signer();

    /** Checks whether a CA of this node leads to a certificate, and that it is neither revoked nor expired. Slow. */
    Examination examine(EncodedCertificate certificate, Instant now);

    /** A key and its certificate. */
    interface Signer {

        EncodedCertificate certificate();

        /** Returns the signature of these bytes, at most {@code SignedPayload.MAX_SIGNATURE} bytes. */
        byte[] sign(byte[] content);
    }

    /** The result of {@link #examine}. */
    sealed interface Examination {

        /** The certificate is accepted, with what it states about its holder. */
        record Trusted(CertifiedIdentity identity, Verifier verifier) implements Examination {}

        /** @param detail what is wrong, for people */
        record Refused(Refusal reason, String detail) implements Examination {}
    }

    /** A check of signatures with one certificate. */
    interface Verifier {

        /** Returns whether the certificate is expired for more than {@link #GRACE}, or revoked. Fast. */
        Optional<Refusal> refusal(Instant now);

        /** Returns why the signature of these bytes is not accepted, or empty if it is. Slow. */
        Optional<Refusal> verify(byte[] content, byte[] signature, Instant now);
    }
}
