package gossip.journal;

import gossip.node.JournalEntry;
import gossip.protocol.Codec;
import gossip.protocol.LineBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A buffer of encoded lines. A line is {@code crc time sender line-of-the-protocol}. The CRC-32C covers everything
 * after the space that follows it, up to and without the line terminator. Not thread-safe.
 */
final class LineEncoder extends OutputStream {

    /** Length of the CRC and the space after it. */
    static final int CRC_LENGTH = 9;
    /** The field in place of an empty sender. */
    static final String NO_SENDER = "-";
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final LineBuffer line = new LineBuffer();
    private final CRC32C crc = new CRC32C();
    private byte[] bytes = new byte[1 << 10];
    private int length;

    /** Appends the first line of a file: the version of the format and the role of the node. */
    void header(int version, String role) {
        int start = begin();
        ascii(SegmentReader.MAGIC + " " + version + " " + role + "\n");
        finish(start);
    }

    /** Appends the last line of a snapshot. */
    void end(int version, String role) {
        header(version, role + " " + SegmentReader.END);
    }

    void add(JournalEntry entry) {
        int start = begin();
        ascii(entry.time() + " " + entry.sender().map(Object::toString).orElse(NO_SENDER) + " ");
        line.clear();
        Codec.encode(entry.message(), line);
        try {
            line.writeTo(this);
        } catch (IOException e) {
            throw new IllegalStateException("a write to memory cannot fail", e);
        }
        finish(start);
    }

    private int begin() {
        reserve(CRC_LENGTH);
        length += CRC_LENGTH;
        return length - CRC_LENGTH;
    }

    private void finish(int start) {
        long value = crcOf(bytes, start + CRC_LENGTH, length - 1);
        for (int i = 0; i < CRC_LENGTH - 1; i++) {
            bytes[start + i] = HEX[(int) (value >>> 28 - 4 * i) & 15];
        }
        bytes[start + CRC_LENGTH - 1] = ' ';
    }

    private long crcOf(byte[] buffer, int from, int to) {
        crc.reset();
        crc.update(buffer, from, to - from);
        return crc.getValue();
    }

    private void ascii(String text) {
        byte[] added = text.getBytes(StandardCharsets.US_ASCII);
        write(added, 0, added.length);
    }

    @Override
    public void write(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    @Override
    public void write(byte[] added, int from, int count) {
        reserve(count);
        System.arraycopy(added, from, bytes, length, count);
        length += count;
    }

    private void reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }

    int length() {
        return length;
    }

    /** Returns the bytes of the buffer, of which the first {@link #length} are used. */
    byte[] bytes() {
        return bytes;
    }

    void clear() {
        length = 0;
    }
}
