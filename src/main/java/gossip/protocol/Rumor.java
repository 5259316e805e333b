package gossip.protocol;

import java.util.Arrays;

/**
 * What is the same in every copy of a gossip message: who said it, and what. Immutable, and kept as the bytes of the
 * wire, {@code id text}, so that passing it on is copying them.
 */
public final class Rumor {

    private final MessageId id;
    private final byte[] octets;
    private final int textAt;

    private Rumor(MessageId id, byte[] octets, int textAt) {
        this.id = id;
        this.octets = octets;
        this.textAt = textAt;
    }

    public static Rumor of(MessageId id, Text text) {
        LineBuffer line = new LineBuffer().id(id).space();
        int textAt = line.length();
        return new Rumor(id, line.text(text).toByteArray(), textAt);
    }

    /** Copies {@code line[from, to)}; the caller has read the id in it, and where the text begins. */
    static Rumor copyOf(MessageId id, byte[] line, int from, int textAt, int to) {
        return new Rumor(id, Arrays.copyOfRange(line, from, to), textAt - from);
    }

    /** The same, sharing what names its origin with others. */
    Rumor withOrigin(PeerId origin) {
        return origin == id.origin() ? this : new Rumor(new MessageId(origin, id.sequence()), octets, textAt);
    }

    public MessageId id() {
        return id;
    }

    /** Shares the bytes. */
    public Text text() {
        return new Text(octets, textAt, octets.length);
    }

    /** Of id and text on the wire, in bytes. */
    public int length() {
        return octets.length;
    }

    /** Of the text alone, in bytes. */
    public int textLength() {
        return octets.length - textAt;
    }

    boolean equals(byte[] line, int from, int to) {
        return Arrays.equals(octets, 0, octets.length, line, from, to);
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(octets, 0, target, at, octets.length);
    }

    int hash() {
        return hash(octets, 0, octets.length);
    }

    /** The beginning tells messages apart: that is where the id is. */
    static int hash(byte[] line, int from, int to) {
        return Octets.hash(line, from, Math.min(to, from + 64));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rumor rumor && Arrays.equals(octets, rumor.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return id + " " + text();
    }
}
