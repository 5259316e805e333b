package gossip.eventlog;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Gathers whole lines, as bytes, until they are worth a write. Not thread-safe. */
final class LineBatch {

    /** One write of this size to a file opened for appending is never torn by another process. */
    static final int MAX_SIZE = 64 << 10;

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final Consumer<byte[]> full;

    /** @param full hears of each batch: as many lines as fit, or one that is longer */
    LineBatch(Consumer<byte[]> full) {
        this.full = full;
    }

    void add(byte[] line) {
        if (lines.size() + line.length > MAX_SIZE) {
            flush();
        }
        lines.writeBytes(line);
    }

    /** What has been gathered is a batch, full or not. */
    void flush() {
        if (lines.size() > 0) {
            byte[] batch = lines.toByteArray();
            lines.reset();
            full.accept(batch);
        }
    }

    /** How many lines a batch has. */
    static int lines(byte[] batch) {
        int lines = 0;
        for (byte b : batch) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }
}
