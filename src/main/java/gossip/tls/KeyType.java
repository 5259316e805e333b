package gossip.tls;

import java.security.Key;
import java.security.interfaces.EdECKey;
import java.util.Optional;

/** The types of keys that certificates may have. */
public enum KeyType {

    RSA("RSA", "SHA256withRSA"),
    EC("EC", "SHA256withECDSA"),
    ED25519("EdDSA", "Ed25519");

    private final String algorithm;
    private final String signatureAlgorithm;

    KeyType(String algorithm, String signatureAlgorithm) {
        this.algorithm = algorithm;
        this.signatureAlgorithm = signatureAlgorithm;
    }

    /** Returns the type of a public or private key, or empty if certificates may not have it. */
    public static Optional<KeyType> of(Key key) {
        for (KeyType type : values()) {
            boolean isEd25519 = !(key instanceof EdECKey edwards) || edwards.getParams().getName().equals("Ed25519");
            if (type.algorithm.equals(key.getAlgorithm()) && isEd25519) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Returns the name of the algorithm for {@code java.security.KeyFactory}. */
    String algorithm() {
        return algorithm;
    }

    /** Returns the name of the algorithm for {@code java.security.Signature}. */
    public String signatureAlgorithm() {
        return signatureAlgorithm;
    }
}
