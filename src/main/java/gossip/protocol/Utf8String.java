package gossip.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An immutable piece of UTF-8, kept as the bytes it came in so that passing it on costs no conversion. */
public final class Utf8String {

    private final byte[] utf8;
    private final int from;
    private final int to;

    /** Shares {@code utf8[from, to)}, which nobody may change. */
    Utf8String(byte[] utf8, int from, int to) {
        this.utf8 = utf8;
        this.from = from;
        this.to = to;
    }

    public static Utf8String of(String string) {
        byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
        return new Utf8String(utf8, 0, utf8.length);
    }

    /** Copies the bytes; the caller has made sure that they are UTF-8. */
    static Utf8String copyOf(byte[] buffer, int from, int to) {
        return new Utf8String(Arrays.copyOfRange(buffer, from, to), 0, to - from);
    }

    /** In bytes. */
    public int length() {
        return to - from;
    }

    void copyTo(byte[] target, int at) {
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
