package gossip.net;

import gossip.protocol.Bytes;
import gossip.protocol.Codec;
import gossip.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A splitter of a byte stream into lines, without copying them. After each {@link #next} the line is
 * {@code buffer()[from(), to())}, until {@link #fill} is called.
 *
 * <p>The buffer is small while little is received, because most connections are idle most of the time. It grows when
 * more is received, so that one read gets many lines. Not thread-safe.
 */
final class LineReader {

    private static final int SMALL = 512;
    private static final int LARGE = 4 * Codec.MAX_LINE;

    private byte[] buffer = new byte[SMALL];
    /** Where the first unread line begins. */
    private int start;
    /** Where the received bytes end. */
    private int end;
    /** No line ends in {@code buffer[start, scanned)}. */
    private int scanned;
    private int from;
    private int to;

    /**
     * Reads more bytes. Waits until there are some.
     *
     * @return their number; negative at the end of the stream
     * @throws IOException if reading fails, or if the buffer is full of lines that were not read with {@link #next}
     */
    int fill(InputStream in) throws IOException {
        makeSpace();
        if (end == buffer.length) {
            // Without this check, reads of zero bytes would repeat forever.
            throw new IOException("received lines are not read");
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(read, 0);
        return read;
    }

    private void makeSpace() {
        int left = end - start;
        byte[] next = buffer;
        if (end == buffer.length) {
            next = buffer.length == LARGE ? buffer : new byte[LARGE];
        } else if (left == 0 && end < SMALL) {
            next = buffer.length == SMALL ? buffer : new byte[SMALL];
        }
        System.arraycopy(buffer, start, next, 0, left);
        buffer = next;
        end = left;
        scanned -= start;
        start = 0;
    }

    /**
     * Moves to the next complete line.
     *
     * @return false if no complete line has been received yet
     * @throws ProtocolException if the line is longer than {@link Codec#MAX_LINE}
     */
    boolean next() throws ProtocolException {
        scanned = Bytes.indexOf(buffer, scanned, end, '\n');
        if (scanned == end) {
            // The last byte may be a carriage return that belongs to the line end.
            requireLength(scanned - start - 1);
            return false;
        }
        from = start;
        to = scanned > start && buffer[scanned - 1] == '\r' ? scanned - 1 : scanned;
        requireLength(to - from);
        scanned++;
        start = scanned;
        return true;
    }

    private static void requireLength(int length) throws ProtocolException {
        if (length > Codec.MAX_LINE) {
            throw new ProtocolException("the line is longer than " + Codec.MAX_LINE + " bytes");
        }
    }

    /** Returns whether the unread bytes begin with these. */
    boolean beginsWith(byte[] bytes) {
        return end - start >= bytes.length
                && Arrays.equals(buffer, start, start + bytes.length, bytes, 0, bytes.length);
    }

    /** Discards all received bytes. */
    void discard() {
        start = 0;
        end = 0;
        scanned = 0;
    }

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }
}
