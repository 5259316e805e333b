package gossip.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer of encoded lines. Not thread-safe. */
public final class LineBuffer {

    private static final int INITIAL_CAPACITY = 256;
    /** The first character above the printable ones of ASCII. */
    private static final char DELETE = 127;

    private byte[] bytes = new byte[0];
    private int length;

    /** Grows the buffer so that {@code more} bytes can be appended without growing it again. */
    public void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(INITIAL_CAPACITY, Math.max(bytes.length * 2, length + more)));
        }
    }

    /** Returns the length of the content in bytes. */
    public int length() {
        return length;
    }

    /** Removes the content and keeps the capacity. */
    public void clear() {
        length = 0;
    }

    /** Removes what follows the first {@code newLength} bytes. */
    public void truncate(int newLength) {
        length = newLength;
    }

    /** Returns the array with the content, which starts at index 0. The next append may replace the array. */
    public byte[] array() {
        return bytes;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    @SuppressWarnings("deprecation") // it is right for ASCII, and copies without a loop or an object
    public LineBuffer ascii(String string) {
        reserve(string.length());
        string.getBytes(0, string.length(), bytes, length);
        length += string.length();
        return this;
    }

    public LineBuffer bytes(byte[] added) {
        reserve(added.length);
        System.arraycopy(added, 0, bytes, length, added.length);
        length += added.length;
        return this;
    }

    public LineBuffer text(Utf8String text) {
        reserve(text.length());
        text.copyTo(bytes, length);
        length += text.length();
        return this;
    }

    LineBuffer payload(Payload payload) {
        reserve(payload.length());
        payload.copyTo(bytes, length);
        length += payload.length();
        return this;
    }

    public LineBuffer space() {
        return character(' ');
    }

    /** Appends an ASCII character. */
    public LineBuffer character(char c) {
        reserve(1);
        bytes[length++] = (byte) c;
        return this;
    }

    /** Appends a non-negative number in decimal, without creating a string. */
    public LineBuffer number(long value) {
        reserve(20);
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    LineBuffer hex(long value) {
        return ascii(Long.toHexString(value));
    }

    public LineBuffer address(Address address) {
        boolean bracketed = address.host().indexOf(':') >= 0;
        return bracketed ? ascii(address.toString()) : ascii(address.host()).character(':').number(address.port());
    }

    LineBuffer peer(PeerId peer) {
        return address(peer.address()).space().number(peer.incarnation());
    }

    LineBuffer origin(Origin origin) {
        return address(origin.address()).space().number(origin.start());
    }

    /** Appends a name as one field. White space and control characters become underscores. */
    LineBuffer name(String name) {
        if (!name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < DELETE)) {
            return ascii(name);
        }
        return text(Utf8String.of(name.isEmpty() ? FieldReader.NO_NAME
                : FieldReader.SPACE_OR_CONTROL.matcher(name).replaceAll("_")));
    }

    LineBuffer id(MessageId id) {
        Origin origin = id.origin();
        return address(origin.address()).character('/').number(origin.start()).character('/')
                .number(id.sequence());
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
