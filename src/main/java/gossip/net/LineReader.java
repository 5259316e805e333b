package gossip.net;

import gossip.protocol.Bytes;
import gossip.protocol.Codec;
import gossip.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream into lines, in place: after each {@link #next} the line is {@code buffer()[from(), to())}. The buffer
 * is small while little comes in, as nearly all of the many connections of a process are silent nearly always, and
 * takes many lines at once while much does.
 */
final class LineReader {

    private static final int SMALL = 512;
    private static final int LARGE = 4 * Codec.MAX_LINE;

    private byte[] buffer = new byte[SMALL];
    private int start;
    private int end;
    private int scanned;
    private int from;
    private int to;

    /**
     * Waits for more bytes.
     *
     * @return false at the end of the stream
     */
    boolean fill(InputStream in) throws IOException {
        makeSpace();
        if (end == buffer.length) {
            // Reading into no room at all would return at once, again and again.
            throw new IOException("nobody takes the lines");
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read > 0) {
            end += read;
        }
        return read >= 0;
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
     * Moves on to the next complete line.
     *
     * @return false when there is none yet
     * @throws ProtocolException when the line is longer than {@link Codec#MAX_LINE}
     */
    boolean next() throws ProtocolException {
        scanned = Bytes.indexOf(buffer, scanned, end, '\n');
        if (scanned == end) {
            // One more than a line, for the carriage return that may turn out to be its end.
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

    /** Throws away what has come in. */
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
