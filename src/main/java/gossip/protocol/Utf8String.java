package gossip.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An immutable string, stored as UTF-8 bytes. Text is forwarded as the bytes in which it was received, without a
 * conversion.
 */
public final class Utf8String {

    private final byte[] utf8;
    private final int from;
    private final int to;

    /** Shares the valid UTF-8 in {@code utf8[from, to)}, which must not change afterwards. */
    Utf8String(byte[] utf8, int from, int to) {
        this.utf8 = utf8;
        this.from = from;
        this.to = to;
    }

    /** Encodes the string. */
    public static Utf8String of(String string) {
        byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
        return new Utf8String(utf8, 0, utf8.length);
    }

    /** Copies {@code buffer[from, to)}, which the caller has validated. */
    static Utf8String copyOf(byte[] buffer, int from, int to) {
        return new Utf8String(Arrays.copyOfRange(buffer, from, to), 0, to - from);
    }

    /**
     * Validates {@code buffer[from, to)}. Nearly every line is ASCII, which needs only one fast scan.
     *
     * @throws ProtocolException if the bytes are not UTF-8
     */
    static void validate(byte[] buffer, int from, int to) throws ProtocolException {
        if (!Bytes.areAscii(buffer, from, to)) {
            decodeStrictly(buffer, from, to);
        }
    }

    private static void decodeStrictly(byte[] buffer, int from, int to) throws ProtocolException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, to - from));
        } catch (CharacterCodingException e) {
            throw new ProtocolException("the line is not UTF-8", e);
        }
    }

    /** Returns the length in bytes. */
    public int length() {
        return to - from;
    }

    /** Copies all {@link #length} bytes to an index of the target. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(utf8, from, target, at, length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Utf8String text && Arrays.equals(utf8, from, to, text.utf8, text.from, text.to);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return new String(utf8, from, length(), StandardCharsets.UTF_8);
    }
}
