package gossip.journal;

import gossip.node.JournalEntry;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.LineBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A buffer of encoded lines. A line is {@code crc time sender line-of-the-protocol}. The CRC-32C covers everything
 * after the space that follows it, up to and without the line terminator. Not thread-safe.
 */
final class LineEncoder {

    /** Length of the CRC and the space after it. */
    static final int CRC_LENGTH = 9;
    /** The field in place of an empty sender. */
    static final String NO_SENDER = "-";
    private static final String NO_CRC = " ".repeat(CRC_LENGTH);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final LineBuffer lines = new LineBuffer();
    private final CRC32C crc = new CRC32C();
    /** Time and sender of the last record, and the start of its line. Many records in a row have the same ones. */
    private long time = -1;
    private Optional<Address> sender = Optional.empty();
    private byte[] start = {};

    /** Appends the first line of a file: the version of the format and the role of the node. */
    void header(int version, String role) {
        int from = lines.length();
        lines.ascii(NO_CRC).ascii(SegmentReader.MAGIC).space().number(version).space().ascii(role).ascii("\n");
        finish(from);
    }

    /** Appends the last line of a snapshot. */
    void end(int version, String role) {
        header(version, role + " " + SegmentReader.END);
    }

    void add(JournalEntry entry) {
        if (entry.time() != time || !entry.sender().equals(sender)) {
            setStart(entry.time(), entry.sender());
        }
        int from = lines.length();
        Codec.encode(entry.message(), lines.bytes(start));
        finish(from);
    }

    private void setStart(long newTime, Optional<Address> newSender) {
        LineBuffer line = new LineBuffer().ascii(NO_CRC).number(newTime).space();
        newSender.ifPresentOrElse(line::address, () -> line.ascii(NO_SENDER));
        start = line.space().toByteArray();
        time = newTime;
        sender = newSender;
    }

    /** Writes the checksum of the line that starts at this index and is the last one. */
    private void finish(int lineAt) {
        byte[] bytes = lines.array();
        int from = lineAt + CRC_LENGTH;
        crc.reset();
        crc.update(bytes, from, lines.length() - 1 - from);
        long value = crc.getValue();
        for (int i = 0; i < CRC_LENGTH - 1; i++) {
            bytes[lineAt + i] = HEX[(int) (value >>> 28 - 4 * i) & 15];
        }
    }

    int length() {
        return lines.length();
    }

    /** Returns the bytes of the buffer, of which the first {@link #length} are used. */
    byte[] bytes() {
        return lines.array();
    }

    void clear() {
        lines.clear();
    }
}
