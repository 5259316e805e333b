package gossip.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An immutable piece of UTF-8, kept as the bytes it came in so that passing it on costs no conversion. */
public final class Text {

    private final byte[] utf8;

    private Text(byte[] utf8) {
        this.utf8 = utf8;
    }

    public static Text of(String string) {
        return new Text(string.getBytes(StandardCharsets.UTF_8));
    }

    /** Copies the bytes; the caller has made sure that they are UTF-8. */
    static Text copyOf(byte[] buffer, int from, int to) {
        return new Text(Arrays.copyOfRange(buffer, from, to));
    }

    /** In bytes. */
    public int length() {
        return utf8.length;
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(utf8, 0, target, at, utf8.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && Arrays.equals(utf8, text.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
