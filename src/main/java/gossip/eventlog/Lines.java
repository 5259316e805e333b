package gossip.eventlog;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Many whole lines, as bytes, and how they are cut into batches. */
final class Lines extends ByteArrayOutputStream {

    /** One write of this size to a file opened for appending is never torn by another process. */
    static final int MAX_BATCH = 64 << 10;

    /** As many lines from there on as a batch may hold, or one that is longer than a batch. */
    byte[] batch(int from) {
        if (count - from <= MAX_BATCH) {
            return Arrays.copyOfRange(buf, from, count);
        }
        int end = from + MAX_BATCH;
        while (end > from && buf[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOfRange(buf, from, end > from ? end : endOfLine(from + MAX_BATCH));
    }

    private int endOfLine(int from) {
        int end = from;
        while (buf[end] != '\n') {
            end++;
        }
        return end + 1;
    }
}
