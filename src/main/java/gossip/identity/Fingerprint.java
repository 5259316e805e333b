package gossip.identity;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The SHA-256 of a certificate, which names the certificate in a message. It is complete. With a shortened one, a
 * member could create two certificates with the same fingerprint. Peers that hold different ones of the two would
 * disagree whether a message is genuine, and close their links.
 *
 * @param a the first 64 bits; the other components follow in order
 */
public record Fingerprint(long a, long b, long c, long d) {

    /** Length in bytes. */
    public static final int LENGTH = 32;

    /** Returns the fingerprint of these bytes. */
    static Fingerprint of(byte[] certificate) {
        try {
            return ofDigest(MessageDigest.getInstance("SHA-256").digest(certificate));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Creates a fingerprint from its {@value #LENGTH} bytes. */
    public static Fingerprint ofDigest(byte[] digest) {
        ByteBuffer buffer = ByteBuffer.wrap(digest);
        return new Fingerprint(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /** Returns the same value on every JDK. A digest needs no further mixing. */
    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }

    /** Returns the form in lines and logs, 43 characters of base64url (RFC 4648) without padding. */
    @Override
    public String toString() {
        byte[] digest = ByteBuffer.allocate(LENGTH).putLong(a).putLong(b).putLong(c).putLong(d).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
