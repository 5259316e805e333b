package gossip.protocol;

import java.util.Arrays;

/**
 * What is the same in every copy of a gossip message: who said it, and what. Immutable, and kept as the bytes of the
 * wire, {@code id text}, so that passing it on is copying them.
 */
public final class Payload {

    private final MessageId id;
    private final byte[] bytes;
    private final int textAt;

    private Payload(MessageId id, byte[] octets, int textAt) {
        this.id = id;
        this.bytes = octets;
        this.textAt = textAt;
    }

    public static Payload of(MessageId id, Utf8String text) {
        LineBuffer line = new LineBuffer().id(id).space();
        int textAt = line.length();
        return new Payload(id, line.text(text).toByteArray(), textAt);
    }

    /** Copies {@code line[from, to)}; the caller has read the id in it, and where the text begins. */
    static Payload copyOf(MessageId id, byte[] line, int from, int textAt, int to) {
        return new Payload(id, Arrays.copyOfRange(line, from, to), textAt - from);
    }

    /** The same, sharing what names its origin with others. */
    Payload withOrigin(PeerId origin) {
        return origin == id.origin() ? this : new Payload(new MessageId(origin, id.sequence()), bytes, textAt);
    }

    public MessageId id() {
        return id;
    }

    /** Shares the bytes. */
    public Utf8String text() {
        return new Utf8String(bytes, textAt, bytes.length);
    }

    /** Of id and text on the wire, in bytes. */
    public int length() {
        return bytes.length;
    }

    /** Of the text alone, in bytes. */
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

    /** The beginning tells messages apart: that is where the id is. */
    static int hash(byte[] line, int from, int to) {
        return Bytes.hash(line, from, Math.min(to, from + 64));
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
