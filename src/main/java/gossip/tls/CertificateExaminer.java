package gossip.tls;

import gossip.identity.CertifiedIdentity;
import gossip.identity.EncodedCertificate;
import gossip.node.Refusal;
import gossip.node.SignatureService.Examination;
import gossip.node.SignatureService.Verifier;
import gossip.node.SignatureService;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An examiner of the certificates that sign messages. Thread-safe. */
final class CertificateExaminer {

    private final Supplier<TrustAnchors> trust;

    /** @param trust returns the present authorities, which may be replaced at any time */
    CertificateExaminer(Supplier<TrustAnchors> trust) {
        this.trust = trust;
    }

    Examination examine(EncodedCertificate encoded, Instant now) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(encoded.der()))) {
                chain.add((X509Certificate) certificate);
            }
            // The parser also reads PEM, other lengths in BER, and bytes that follow.
            if (!Arrays.equals(MessageSignatures.der(chain), encoded.der())) {
                return new Examination.Refused(Refusal.CERTIFICATE, "it is not the DER of certificates alone");
            }
        } catch (CertificateException | RuntimeException e) {
            // The parser may throw more than it declares for hostile bytes.
            return new Examination.Refused(Refusal.CERTIFICATE, "it cannot be read: " + e.getMessage());
        }
        if (chain.isEmpty() || MessageSignatures.isTooLong(chain.getFirst().getPublicKey())) {
            return new Examination.Refused(Refusal.CERTIFICATE, chain.isEmpty() ? "it is empty"
                    : "its RSA key has more than " + MessageSignatures.MAX_RSA_BITS + " bits");
        }
        return examine(chain, now);
    }

    private Examination examine(List<X509Certificate> chain, Instant now) {
        TrustAnchors present = trust.get();
        X509Certificate certificate = chain.getFirst();
        Optional<Refusal> refusal = refusal(present, chain, now);
        if (refusal.isPresent()) {
            return new Examination.Refused(refusal.get(), refusal.get() == Refusal.REVOKED
                    ? present.revocation(chain).orElseThrow() : Certificates.subject(certificate)
                            + " is expired for more than " + SignatureService.GRACE.toDays() + " days");
        }
        try {
            X509Certificate anchor = present.anchor(chain, validAt(certificate, now));
            CertifiedIdentity identity = TrustAnchors.identity(certificate);
            if (!isPath(chain)) {
                return new Examination.Refused(Refusal.CERTIFICATE,
                        "it contains a certificate that did not sign the one before it");
            }
            return new Examination.Trusted(identity, new ChainVerifier(chain, present, anchor));
        } catch (CertificateException | RuntimeException e) {
            // The libraries may throw more than they declare for hostile names and extensions.
            return new Examination.Refused(Refusal.UNTRUSTED, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Returns whether each certificate is signed by the next, which occurs once. Without this, anyone could write a
     * certificate in any number of ways, each with a fingerprint of its own.
     */
    private static boolean isPath(List<X509Certificate> chain) {
        try {
            for (int i = 1; i < chain.size(); i++) {
                chain.get(i - 1).verify(chain.get(i).getPublicKey());
            }
            return new HashSet<>(chain).size() == chain.size();
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Returns the time for which a certificate is verified: the end of its validity in the time after it. */
    private static Instant validAt(X509Certificate certificate, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        return now.isAfter(end) ? end : now;
    }

    private static Optional<Refusal> refusal(TrustAnchors trust, List<X509Certificate> chain, Instant now) {
        if (trust.revocation(chain).isPresent()) {
            return Optional.of(Refusal.REVOKED);
        }
        return now.isAfter(chain.getFirst().getNotAfter().toInstant().plus(SignatureService.GRACE))
                ? Optional.of(Refusal.EXPIRED) : Optional.empty();
    }

    /** A verifier that verifies the chain again after the authorities were replaced. */
    private final class ChainVerifier implements Verifier {

        /**
         * The result of the last examination, kept so that a flood of messages does not repeat it.
         *
         * @param anchor the CA to which the chain leads, or led
         */
        private record Examined(TrustAnchors trust, X509Certificate anchor, Optional<Refusal> refusal) {}

        private final List<X509Certificate> chain;
        private volatile Examined examined;

        private ChainVerifier(List<X509Certificate> chain, TrustAnchors trust, X509Certificate anchor) {
            this.chain = chain;
            this.examined = new Examined(trust, anchor, Optional.empty());
        }

        @Override
        public Optional<Refusal> refusal(Instant now) {
            TrustAnchors present = trust.get();
            Examined last = examined;
            boolean isUnknown = present != last.trust() && !present.contains(last.anchor());
            return CertificateExaminer.refusal(present, chain, now).or(last::refusal)
                    .or(() -> isUnknown ? Optional.of(Refusal.UNTRUSTED) : Optional.empty());
        }

        @Override
        public Optional<Refusal> verify(byte[] content, byte[] signature, Instant now) {
            TrustAnchors present = trust.get();
            Examined last = examined;
            if (present != last.trust()) {
                last = examineAgain(present, last, now);
                examined = last;
            }
            return CertificateExaminer.refusal(present, chain, now).or(last::refusal)
                    .or(() -> MessageSignatures.isGenuine(chain.getFirst().getPublicKey(), content, signature)
                            ? Optional.empty() : Optional.of(Refusal.SIGNATURE));
        }

        private Examined examineAgain(TrustAnchors present, Examined last, Instant now) {
            return switch (examine(chain, now)) {
                case Examination.Trusted trusted ->
                    new Examined(present, ((ChainVerifier) trusted.verifier()).examined.anchor(), Optional.empty());
                case Examination.Refused refused ->
                    new Examined(present, last.anchor(), Optional.of(refused.reason()));
            };
        }
    }
}
