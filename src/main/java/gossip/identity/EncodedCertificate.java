package gossip.identity;

import java.util.Arrays;
import java.util.Base64;

/**
 * A certificate in the form in which it is sent: the DER of an X.509 certificate, followed by that of the intermediate
 * certificates that lead to the CA, if any. Immutable. The content is not checked here.
 */
public final class EncodedCertificate {

    /** Maximum length in bytes. Written in base64url, it fits on a line. */
    public static final int MAX_LENGTH = 6_000;

    private final byte[] der;
    private final Fingerprint fingerprint;

    /** @throws IllegalArgumentException if it is empty or longer than {@value #MAX_LENGTH} bytes */
    public EncodedCertificate(byte[] der) {
        if (der.length == 0 || der.length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "the certificate has " + der.length + " bytes; 1 to " + MAX_LENGTH + " are allowed");
        }
        this.der = der.clone();
        this.fingerprint = Fingerprint.of(der);
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** Returns a copy of the DER. */
    public byte[] der() {
        return der.clone();
    }

    /** Returns the length of the line that carries it, without the verb. */
    public int encodedLength() {
        return (der.length * 4 + 2) / 3;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncodedCertificate certificate && Arrays.equals(der, certificate.der);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    /** Returns the DER in base64url without padding. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(der);
    }
}
