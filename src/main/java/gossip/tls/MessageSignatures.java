package gossip.tls;

import gossip.identity.CertifiedIdentity;
import gossip.identity.EncodedCertificate;
import gossip.node.Refusal;
import gossip.node.SignatureService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Signatures of messages with the credentials of a node. The type of the key decides the algorithm: Ed25519,
 * SHA256withECDSA, or RSASSA-PSS with SHA-256 as TLS 1.3 uses it. So a message cannot choose a weaker one. Thread-safe.
 */
public final class MessageSignatures implements SignatureService {

    /** Bits of an RSA key. A longer one would make each check slow and the signature too long for a line. */
    private static final int MAX_RSA_BITS = 4_096;
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final Supplier<Credentials> credentials;

    /** @param credentials returns the present credentials, which may be replaced at any time */
    public MessageSignatures(Supplier<Credentials> credentials) {
        this.credentials = credentials;
    }

    /** Returns why these credentials cannot sign messages, or empty if they can. */
    public static Optional<String> problem(Credentials own) {
        try {
            encode(own);
            return isTooLong(own.certificate().getPublicKey())
                    ? Optional.of("an RSA key of more than " + MAX_RSA_BITS + " bits cannot sign messages")
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static boolean isTooLong(PublicKey key) {
        return key instanceof RSAKey rsa && rsa.getModulus().bitLength() > MAX_RSA_BITS;
    }

    private static EncodedCertificate encode(Credentials own) {
        try {
            // A CA that every peer has need not be sent, and what follows it proves nothing.
            return new EncodedCertificate(der(own.chain().stream()
                    .takeWhile(certificate -> !own.trust().authorities().contains(certificate)).toList()));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the certificate cannot be encoded: " + e.getMessage(), e);
        }
    }

    private static byte[] der(List<X509Certificate> chain) throws CertificateException {
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        for (X509Certificate certificate : chain) {
            der.writeBytes(certificate.getEncoded());
        }
        return der.toByteArray();
    }

    private static Signature signature(KeyType type) throws GeneralSecurityException {
        if (type == KeyType.RSA) {
            Signature pss = Signature.getInstance("RSASSA-PSS");
            pss.setParameter(PSS);
            return pss;
        }
        return Signature.getInstance(type.signatureAlgorithm());
    }

    @Override
    public Signer signer() {
        Credentials own = credentials.get();
        EncodedCertificate certificate = encode(own);
        return new Signer() {
            @Override
            public EncodedCertificate certificate() {
                return certificate;
            }

            @Override
            public byte[] sign(byte[] content) {
                try {
                    Signature signature = signature(own.keyType());
                    signature.initSign(own.key());
                    signature.update(content);
                    return signature.sign();
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("the message cannot be signed: " + e.getMessage(), e);
                }
            }
        };
    }

    @Override
    public Examination examine(EncodedCertificate encoded, Instant now) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(encoded.der()))) {
                chain.add((X509Certificate) certificate);
            }
            // The parser also reads PEM, other lengths in BER, and bytes that follow.
            if (!Arrays.equals(der(chain), encoded.der())) {
                return new Examination.Refused(Refusal.CERTIFICATE, "it is not the DER of certificates alone");
            }
        } catch (CertificateException | RuntimeException e) {
            // The parser may throw more than it declares for hostile bytes.
            return new Examination.Refused(Refusal.CERTIFICATE, "it cannot be read: " + e.getMessage());
        }
        if (chain.isEmpty() || isTooLong(chain.getFirst().getPublicKey())) {
            return new Examination.Refused(Refusal.CERTIFICATE,
                    chain.isEmpty() ? "it is empty" : "its RSA key has more than " + MAX_RSA_BITS + " bits");
        }
        return examine(chain, now);
    }

    private Examination examine(List<X509Certificate> chain, Instant now) {
        TrustAnchors trust = credentials.get().trust();
        X509Certificate certificate = chain.getFirst();
        Optional<Refusal> refusal = refusal(trust, certificate, now);
        if (refusal.isPresent()) {
            return new Examination.Refused(refusal.get(), Certificates.subject(certificate) + " is "
                    + (refusal.get() == Refusal.REVOKED
                            ? "revoked" : "expired for more than " + GRACE.toDays() + " days"));
        }
        try {
            CertifiedIdentity identity = trust.verify(chain, validAt(certificate, now));
            if (!isPath(chain)) {
                return new Examination.Refused(Refusal.CERTIFICATE,
                        "it contains a certificate that did not sign the one before it");
            }
            return new Examination.Trusted(identity, new ChainVerifier(chain, trust));
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

    private static Optional<Refusal> refusal(TrustAnchors trust, X509Certificate certificate, Instant now) {
        if (trust.revocations().stream().anyMatch(list -> list.isRevoked(certificate))) {
            return Optional.of(Refusal.REVOKED);
        }
        return now.isAfter(certificate.getNotAfter().toInstant().plus(GRACE))
                ? Optional.of(Refusal.EXPIRED) : Optional.empty();
    }

    /** A verifier that verifies the chain again after the authorities were replaced. */
    private final class ChainVerifier implements Verifier {

        /** The result of the last examination, kept so that a flood of messages does not repeat it. */
        private record Examined(TrustAnchors trust, Optional<Refusal> refusal) {}

        private final List<X509Certificate> chain;
        private volatile Examined examined;

        private ChainVerifier(List<X509Certificate> chain, TrustAnchors trust) {
            this.chain = chain;
            this.examined = new Examined(trust, Optional.empty());
        }

        @Override
        public Optional<Refusal> refusal(Instant now) {
            return MessageSignatures.refusal(credentials.get().trust(), chain.getFirst(), now);
        }

        @Override
        public Optional<Refusal> verify(byte[] content, byte[] signature, Instant now) {
            TrustAnchors trust = credentials.get().trust();
            Examined last = examined;
            if (trust != last.trust()) {
                last = new Examined(trust, examine(chain, now) instanceof Examination.Refused refused
                        ? Optional.of(refused.reason()) : Optional.empty());
                examined = last;
            }
            return MessageSignatures.refusal(trust, chain.getFirst(), now).or(last::refusal)
                    .or(() -> isGenuine(content, signature) ? Optional.empty() : Optional.of(Refusal.SIGNATURE));
        }

        private boolean isGenuine(byte[] content, byte[] bytes) {
            try {
                PublicKey key = chain.getFirst().getPublicKey();
                Signature signature = signature(KeyType.of(key).orElseThrow());
                signature.initVerify(key);
                signature.update(content);
                return signature.verify(bytes);
            } catch (GeneralSecurityException | RuntimeException e) {
                // A signature that the provider cannot read is not genuine.
                return false;
            }
        }
    }
}
