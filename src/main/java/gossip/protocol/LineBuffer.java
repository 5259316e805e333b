package gossip.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing run of encoded lines. Not thread-safe: its owner guards it. */
public final class LineBuffer {

    private static final int INITIAL_CAPACITY = 256;

    private byte[] bytes = new byte[0];
    private int length;

    /** Makes room for so many more bytes at once, where more and more lines would have it grow and be copied time after time. */
    public void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(INITIAL_CAPACITY, Math.max(bytes.length * 2, length + more)));
        }
    }

    /** In bytes. */
    public int length() {
        return length;
    }

    /** Capacity held, in bytes, whether filled or not. */
    public int capacity() {
        return bytes.length;
    }

    public void clear() {
        length = 0;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    LineBuffer ascii(String string) {
        return bytes(string.getBytes(StandardCharsets.ISO_8859_1));
    }

    LineBuffer bytes(byte[] octets) {
        reserve(octets.length);
        System.arraycopy(octets, 0, bytes, length, octets.length);
        length += octets.length;
        return this;
    }

    LineBuffer text(Utf8String text) {
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

    LineBuffer space() {
        return character(' ');
    }

    LineBuffer character(char c) {
        reserve(1);
        bytes[length++] = (byte) c;
        return this;
    }

    /** A number of 0 or above, in decimal. */
    LineBuffer number(long value) {
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

    LineBuffer address(Address address) {
        return ascii(address.toString());
    }

    LineBuffer peer(PeerId peer) {
        return address(peer.address()).space().number(peer.incarnation());
    }

    LineBuffer id(MessageId id) {
        return address(id.origin().address()).character('/').number(id.origin().incarnation()).character('/').number(id.sequence());
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
