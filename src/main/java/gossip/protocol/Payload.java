package gossip.protocol;

import java.util.Arrays;

/**
 * The id and the text of a gossip message, which are the same in every copy. Immutable. Stored in the form of the wire,
 * {@code id text}, so that forwarding a message only copies bytes.
 */
public final class Payload {

    /** Bytes at the start that are hashed, an estimate of the length of an id. */
    private static final int HASHED_BYTES = 64;

    private final MessageId id;
    private final byte[] bytes;
    private final int textAt;

    private Payload(MessageId id, byte[] bytes, int textAt) {
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

    /** Returns an equal payload that refers to this equal instance of its origin. */
    Payload withOrigin(Origin origin) {
        return origin == id.origin() ? this : new Payload(new MessageId(origin, id.sequence()), bytes, textAt);
    }

    public MessageId id() {
        return id;
    }

    /** Returns the text, which shares the bytes of this payload. */
    public Utf8String text() {
        return new Utf8String(bytes, textAt, bytes.length);
    }

    /** Returns the length of id and text on the wire, in bytes. */
    public int length() {
        return bytes.length;
    }

    /** Returns the length of the text alone, in bytes. */
    public int textLength() {
        return bytes.length - textAt;
    }

    boolean equals(byte[] line, int from, int to) {
        return Arrays.equals(bytes, 0, bytes.length, line, from, to);
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }

    int hash() {
        return hash(bytes, 0, bytes.length);
    }

    /** Returns a hash of the start of the range. The id is there, so the start differs between messages. */
    static int hash(byte[] line, int from, int to) {
        return Bytes.hash(line, from, Math.min(to, from + HASHED_BYTES));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload && Arrays.equals(bytes, payload.bytes);
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
