package gossip.eventlog;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.slf4j.event.KeyValuePair;

/**
 * The file that the lines are appended to. A slow one is waited for. One that fails, as on a full disk, is not, or the
 * network would end with the disk: what it does not take is left out, and told. logback's own file appender would leave
 * it out and tell nobody. Not thread-safe.
 *
 * <pre>
 *            a write failed: FILE_FAILED on the console
 *   writing ---------------------------------------------> failing
 *      ^                                                      |
 *      +------ FILE_SKIPPED lines=N in the file, too ---------+   tried before each batch, and at the end
 * </pre>
 */
final class LogFile {

    private final OutputStream out;
    private final Path path;
    private final ConsoleWriter console;
    /** At most: of the write that failed some lines may be there. */
    private long missing;

    /** @param out where one write is one write to the file, and no buffer keeps what failed */
    LogFile(OutputStream out, Path path, ConsoleWriter console) {
        this.out = out;
        this.path = path;
        this.console = console;
    }

    void write(byte[] lines) {
        try {
            tellWhatIsMissing();
            out.write(lines);
        } catch (IOException e) {
            if (missing == 0) {
                console.print(notice("FILE_FAILED", new KeyValuePair("reason", e.getMessage())));
            }
            missing += LineBatch.lines(lines);
        }
    }

    private void tellWhatIsMissing() throws IOException {
        if (missing > 0) {
            byte[] notice = skipped();
            // A line of its own: the write that failed may have torn one.
            out.write('\n');
            out.write(notice);
            missing = 0;
            console.print(notice);
        }
    }

    void close() {
        try (out) {
            tellWhatIsMissing();
        } catch (IOException e) {
            console.print(missing > 0 ? skipped() : notice("FILE_FAILED", new KeyValuePair("reason", e.getMessage())));
        }
    }

    private byte[] skipped() {
        return notice("FILE_SKIPPED", new KeyValuePair("lines", missing));
    }

    private byte[] notice(String event, KeyValuePair fact) {
        return LogNotice.line("file", event, new KeyValuePair("file", path), fact);
    }
}
