package gossip.journal;

import gossip.node.JournalEntry;
import gossip.protocol.Address;
import gossip.protocol.Bytes;
import gossip.protocol.Codec;
import gossip.protocol.GossipDecoder;
import gossip.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A reader of one file of a journal. It skips invalid lines and counts them, because each line has a checksum of its
 * own. Not thread-safe.
 */
final class SegmentReader {

    /** The first word of a file, after the checksum. */
    static final String MAGIC = "gossip-journal";
    /** The last word of the last line of a snapshot. */
    static final String END = "end";
    /** The version of the format that this program writes, and the highest that it reads. */
    static final int VERSION = 1;
    /** The longest line: checksum, time, sender and a line of the protocol. */
    private static final int MAX_LINE = Codec.MAX_LINE + 512;

    private final String name;
    private final String role;
    private final GossipDecoder decoder = new GossipDecoder();
    private final CRC32C crc = new CRC32C();
    private final List<JournalEntry> entries = new ArrayList<>();
    /** The sender of the last record. Many records in a row have the same one. */
    private String lastSenderText = LineEncoder.NO_SENDER;
    private Optional<Address> lastSender = Optional.empty();
    private byte[] buffer = new byte[1 << 16];
    private int end;
    private long offset;
    private long firstInvalid = -1;
    private int invalidLines;
    private boolean hasPartialEnd = true;
    private boolean hasEnd;

    private SegmentReader(String name, String role) {
        this.name = name;
        this.role = role;
    }

    /**
     * Reads a file.
     *
     * @param role the role of the node that the journal must belong to; empty for any
     * @throws JournalException if the file is of a later version or of a node with another role
     */
    static Segment read(Storage storage, String name, String role) throws IOException {
        SegmentReader reader = new SegmentReader(name, role);
        try (InputStream in = storage.read(name)) {
            reader.readAll(in);
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            // An unreadable part of the disk. What came before is used, and the file is set aside.
            reader.invalid(reader.offset);
            reader.hasPartialEnd = false;
        }
        return reader.result();
    }

    private Segment result() {
        return new Segment(name, entries, firstInvalid < 0 ? offset : firstInvalid, offset, invalidLines,
                invalidLines > 0 && hasPartialEnd, hasEnd);
    }

    private void readAll(InputStream in) throws IOException {
        int start = 0;
        while (true) {
            if (end == buffer.length) {
                System.arraycopy(buffer, start, buffer, 0, end - start);
                end -= start;
                start = 0;
            }
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                break;
            }
            int scanned = end;
            end += read;
            for (int i = Bytes.indexOf(buffer, scanned, end, '\n'); i < end;
                    i = Bytes.indexOf(buffer, start, end, '\n')) {
                line(start, i);
                start = i + 1;
            }
            if (end - start > MAX_LINE) {
                invalid(offset);
                offset += end - start;
                start = end;
            }
        }
        if (end > start) {
            invalid(offset);
            offset += end - start;
        }
    }

    private void line(int from, int to) throws JournalException {
        boolean valid = to - from <= MAX_LINE && hasValidChecksum(from, to) && parse(from, to);
        if (!valid) {
            invalid(offset);
        } else if (firstInvalid >= 0) {
            hasPartialEnd = false;
        }
        offset += to - from + 1;
    }

    private void invalid(long at) {
        invalidLines++;
        firstInvalid = firstInvalid < 0 ? at : firstInvalid;
    }

    private boolean hasValidChecksum(int from, int to) {
        int textAt = from + LineEncoder.CRC_LENGTH;
        if (textAt > to || buffer[textAt - 1] != ' ') {
            return false;
        }
        long stated = 0;
        for (int i = from; i < textAt - 1; i++) {
            int digit = Character.digit(buffer[i], 16);
            if (digit < 0 || buffer[i] >= 'A' && buffer[i] <= 'F') {
                return false;
            }
            stated = stated << 4 | digit;
        }
        crc.reset();
        crc.update(buffer, textAt, to - textAt);
        return crc.getValue() == stated;
    }

    private boolean parse(int from, int to) throws JournalException {
        int timeAt = from + LineEncoder.CRC_LENGTH;
        int senderAt = fieldAfter(timeAt, to);
        if (senderAt < 0) {
            return false;
        }
        String first = ascii(timeAt, senderAt - 1);
        if (first.equals(MAGIC)) {
            return header(ascii(senderAt, to).split(" "));
        }
        int lineAt = fieldAfter(senderAt, to);
        return lineAt >= 0 && entry(first, ascii(senderAt, lineAt - 1), lineAt, to);
    }

    private boolean entry(String time, String sender, int lineAt, int to) {
        try {
            decoder.read(buffer, lineAt, to);
            if (!sender.equals(lastSenderText)) {
                lastSender = sender.equals(LineEncoder.NO_SENDER)
                        ? Optional.empty() : Optional.of(Address.parse(sender));
                lastSenderText = sender;
            }
            entries.add(new JournalEntry(parseTime(time), lastSender, decoder.decode()));
            return true;
        } catch (ProtocolException | IllegalArgumentException e) {
            // The line was written by a version with other verbs or limits.
            return false;
        }
    }

    private static long parseTime(String text) {
        long time = Long.parseLong(text);
        if (time < 0) {
            throw new IllegalArgumentException("time " + text + " is negative");
        }
        return time;
    }

    private boolean header(String[] fields) throws JournalException {
        if (fields.length < 2 || !fields[0].matches("\\d{1,9}")) {
            return false;
        }
        if (Integer.parseInt(fields[0]) > VERSION) {
            throw new JournalException("file " + name + " has format " + fields[0]
                    + "; this program reads formats up to " + VERSION);
        }
        if (!role.isEmpty() && !fields[1].equals(role)) {
            throw new JournalException("it holds the data of a " + fields[1] + ", not of a " + role);
        }
        hasEnd |= fields.length > 2 && fields[2].equals(END);
        return true;
    }

    /** Returns the index after the next space, or -1 if there is none. */
    private int fieldAfter(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == ' ') {
                return i + 1;
            }
        }
        return -1;
    }

    private String ascii(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
