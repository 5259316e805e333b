package gossip.tls;

import gossip.identity.CertifiedIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A reader of the files of one folder. Each error is one sentence that names the file. */
final class CredentialReader {

    static final String CA = "ca.pem";
    static final String CERTIFICATE = "cert.pem";
    static final String KEY = "key.pem";
    static final String REVOCATIONS = "crl.pem";
    static final List<String> FILES = List.of(CA, CERTIFICATE, KEY, REVOCATIONS);
    /** Bytes of each file but the revocation lists. */
    static final int MAX_FILE = 256 << 10;
    /** Bytes of the revocation lists. */
    static final int MAX_REVOCATIONS = 8 << 20;
    /** CAs of one folder. */
    static final int MAX_AUTHORITIES = 64;
    static final String CERTIFICATE_BLOCK = "CERTIFICATE";
    private static final String PKCS8 = "PRIVATE KEY";

    private final Path folder;

    CredentialReader(Path folder) {
        this.folder = folder;
    }

    Credentials read(Instant now) throws IOException {
        List<X509Certificate> authorities = certificates(folder.resolve(CA), MAX_AUTHORITIES);
        List<X509Certificate> chain = certificates(folder.resolve(CERTIFICATE), TrustAnchors.MAX_CHAIN);
        PrivateKey key = key(chain.getFirst());
        TrustAnchors trust = new TrustAnchors(authorities, revocations(Stream.concat(
                authorities.stream(), chain.stream().skip(1)).toList()));
        try {
            CertifiedIdentity identity = trust.verify(chain, now);
            return new Credentials(key, chain, identity, trust);
        } catch (CertificateException e) {
            throw new IOException(folder.resolve(CERTIFICATE) + ": " + e.getMessage(), e);
        }
    }

    static List<X509Certificate> certificates(Path file, int most) throws IOException {
        List<byte[]> blocks = PemFile.read(file, MAX_FILE).contents(CERTIFICATE_BLOCK);
        if (blocks.isEmpty() || blocks.size() > most) {
            throw new IOException(file + (blocks.isEmpty() ? " has no block " + CERTIFICATE_BLOCK
                    : " has " + blocks.size() + " certificates, more than " + most));
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] block : blocks) {
            try {
                certificates.add(Certificates.parse(block));
            } catch (CertificateException e) {
                throw new IOException(file + " has an invalid certificate: " + e.getMessage(), e);
            }
        }
        return certificates;
    }

    private PrivateKey key(X509Certificate certificate) throws IOException {
        Path file = folder.resolve(KEY);
        PemFile pem = PemFile.read(file, MAX_FILE);
        List<byte[]> keys = pem.contents(PKCS8);
        if (keys.size() != 1) {
            throw new IOException(file + (pem.blocks().stream().anyMatch(block -> block.label().endsWith(PKCS8))
                    ? " is not one unencrypted PKCS#8 key; convert it with openssl pkcs8 -topk8 -nocrypt"
                    : " has no block " + PKCS8));
        }
        KeyType type = KeyType.of(certificate.getPublicKey()).orElseThrow(() -> new IOException(
                folder.resolve(CERTIFICATE) + " has a key of type " + certificate.getPublicKey().getAlgorithm()
                        + ", which is not RSA, EC or Ed25519"));
        try {
            PrivateKey key = KeyFactory.getInstance(type.algorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(keys.getFirst()));
            requirePair(file, type, key, certificate);
            return key;
        } catch (InvalidKeySpecException e) {
            throw new IOException(file + " has no valid key of the type of the certificate, " + type, e);
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static void requirePair(Path file, KeyType type, PrivateKey key, X509Certificate certificate)
            throws GeneralSecurityException, IOException {
        byte[] sample = "sample".getBytes(StandardCharsets.US_ASCII);
        Signature signer = Signature.getInstance(type.signatureAlgorithm());
        signer.initSign(key);
        signer.update(sample);
        byte[] signature = signer.sign();
        signer.initVerify(certificate.getPublicKey());
        signer.update(sample);
        if (!signer.verify(signature)) {
            throw new IOException(file + " does not belong to the first certificate of " + CERTIFICATE);
        }
    }

    /** @param issuers the certificates whose keys may have signed the lists */
    private List<X509CRL> revocations(List<X509Certificate> issuers) throws IOException {
        Path file = folder.resolve(REVOCATIONS);
        if (!Files.exists(file)) {
            return List.of();
        }
        List<X509CRL> lists = new ArrayList<>();
        for (byte[] block : PemFile.read(file, MAX_REVOCATIONS).contents("X509 CRL")) {
            try {
                X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509")
                        .generateCRL(new ByteArrayInputStream(block));
                requireSigned(file, list, issuers);
                lists.add(list);
            } catch (CRLException | CertificateException e) {
                throw new IOException(file + " has an invalid revocation list: " + e.getMessage(), e);
            }
        }
        if (lists.isEmpty()) {
            throw new IOException(file + " has no block X509 CRL");
        }
        return lists;
    }

    private static void requireSigned(Path file, X509CRL list, List<X509Certificate> issuers) throws IOException {
        if (issuers.stream().noneMatch(issuer -> isSigned(list, issuer))) {
            throw new IOException(file + " has a revocation list that no CA of " + CA + " signed: "
                    + list.getIssuerX500Principal());
        }
    }

    private static boolean isSigned(X509CRL list, X509Certificate issuer) {
        try {
            list.verify(issuer.getPublicKey());
            return list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            // Another key signed the list, or one of another type.
            return false;
        }
    }
}
