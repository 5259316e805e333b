package gossip.tls;

import gossip.identity.EncodedCertificate;
import gossip.identity.Fingerprint;
import gossip.node.SignatureService;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Signatures of messages with the credentials of a node. The type of the key decides the algorithm: Ed25519,
 * SHA256withECDSA, or RSASSA-PSS with SHA-256 as TLS 1.3 uses it. So a message cannot choose a weaker one. Thread-safe.
 */
public final class MessageSignatures implements SignatureService {

    /** Bits of an RSA key. A longer one would make each check slow and the signature too long for a line. */
    static final int MAX_RSA_BITS = 4_096;
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final Supplier<Credentials> credentials;
    private final CertificateExaminer examiner;
    /** The examinations that are running. */
    private final Map<Fingerprint, CompletableFuture<Examination>> running = new ConcurrentHashMap<>();

    /** @param credentials returns the present credentials, which may be replaced at any time */
    public MessageSignatures(Supplier<Credentials> credentials) {
        this.credentials = credentials;
        this.examiner = new CertificateExaminer(() -> credentials.get().trust());
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

    static boolean isTooLong(PublicKey key) {
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

    static byte[] der(List<X509Certificate> chain) throws CertificateException {
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

    /** Examines a certificate once if it arrives on several links at the same time. */
    @Override
    public Examination examine(EncodedCertificate certificate, Instant now) {
        CompletableFuture<Examination> own = new CompletableFuture<>();
        CompletableFuture<Examination> other = running.putIfAbsent(certificate.fingerprint(), own);
        if (other != null) {
            return other.join();
        }
        try {
            own.complete(examiner.examine(certificate, now));
        } catch (RuntimeException | Error e) {
            own.completeExceptionally(e);
        } finally {
            running.remove(certificate.fingerprint());
        }
        return own.join();
    }

    /** Returns whether a signature is that of the key. */
    static boolean isGenuine(PublicKey key, byte[] content, byte[] bytes) {
        try {
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
