package gossip.protocol;

import java.util.Arrays;

/**
 * The id and the text of a gossip message, which are the same in every copy. Immutable. Stored in the form of the wire,
 * {@code id text}, so that forwarding a message only copies bytes. A subclass holds signed messages.
 */
public sealed class Payload permits SignedPayload {

    private final MessageId id;
    private final byte[] bytes;
    private final int textAt;

    Payload(MessageId id, byte[] bytes, int textAt) {
        this.id = id;
        this.bytes = bytes;
        this.textAt = textAt;
    }

    /** Encodes the id and the text. */
    public static Payload of(MessageId id, Utf8String text) {
        LineBuffer line = new LineBuffer().id(id).space();
        int textAt = line.length();
        return new Payload(id, line.text(text).toByteArray(), textAt);
    }

    /** Copies {@code line[from, to)}, from which the caller has read the id and the index of the text. */
    static Payload copyOf(MessageId id, byte[] line, int from, int textAt, int to) {
        return new Payload(id, Arrays.copyOfRange(line, from, to), textAt - from);
    }

    public MessageId id() {
        return id;
    }

    /** Returns the text, which shares the bytes of this payload. */
    public Utf8String text() {
        return new Utf8String(bytes, textAt, bytes.length);
    }

    /** Returns the length on the wire in bytes: id and text, and what stands between them if the message is signed. */
    public int length() {
        return bytes.length;
    }

    /** Returns the bytes themselves, which must not be modified. */
    final byte[] bytes() {
        return bytes;
    }

    final int textAt() {
        return textAt;
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload && textAt == payload.textAt && Arrays.equals(bytes, payload.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return id + " " + text();
    }
}
