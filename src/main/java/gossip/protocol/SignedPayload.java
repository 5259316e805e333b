package gossip.protocol;

import gossip.identity.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The payload of a signed message. Its form on the wire is {@code id fingerprint signature text}. The origin signs the
 * bytes of {@link #content}. Immutable.
 */
public final class SignedPayload extends Payload {

    /** Maximum length of a signature in bytes, that of an RSA key of 4,096 bits. */
    public static final int MAX_SIGNATURE = 512;

    /** The signed bytes begin with this text, so that the signature is valid for nothing else. */
    private static final String CONTEXT = "gossip-signed-1 ";

    private final Fingerprint fingerprint;
    /** Length of the id in bytes. */
    private final int idLength;

    private SignedPayload(MessageId id, byte[] bytes, int textAt, Fingerprint fingerprint, int idLength) {
        super(id, bytes, textAt);
        this.fingerprint = fingerprint;
        this.idLength = idLength;
    }

    /**
     * Encodes a message and its signature.
     *
     * @param fingerprint names the certificate of the origin
     */
    public static SignedPayload of(MessageId id, Fingerprint fingerprint, byte[] signature, Utf8String text) {
        LineBuffer line = new LineBuffer().id(id);
        int idLength = line.length();
        line.space().ascii(fingerprint.toString()).space()
                .ascii(Base64.getUrlEncoder().withoutPadding().encodeToString(signature)).space();
        int textAt = line.length();
        return new SignedPayload(id, line.text(text).toByteArray(), textAt, fingerprint, idLength);
    }

    /** Copies {@code line[from, to)}, which starts with an id that ends at {@code idEnd}. */
    static SignedPayload copyOf(MessageId id, Fingerprint fingerprint, byte[] line, int from, int idEnd, int textAt,
            int to) {
        return new SignedPayload(id, Arrays.copyOfRange(line, from, to), textAt - from, fingerprint, idEnd - from);
    }

    /** Returns what the origin signs: a constant, the network, the fingerprint, the id and the text. */
    public static byte[] content(String network, Fingerprint fingerprint, MessageId id, Utf8String text) {
        return start(network, fingerprint).id(id).space().text(text).toByteArray();
    }

    /** Returns the bytes that the signature must cover in this network. */
    public byte[] content(String network) {
        return start(network, fingerprint).bytes(Arrays.copyOf(bytes(), idLength)).space().text(text()).toByteArray();
    }

    /** No field before the text has a space, so different values never give the same bytes. */
    private static LineBuffer start(String network, Fingerprint fingerprint) {
        return new LineBuffer().ascii(CONTEXT).name(network).space().ascii(fingerprint.toString()).space();
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }

    public byte[] signature() {
        int at = idLength + 1 + FieldReader.FINGERPRINT_LENGTH + 1;
        String text = new String(bytes(), at, textAt() - 1 - at, StandardCharsets.ISO_8859_1);
        return Base64.getUrlDecoder().decode(text);
    }
}
