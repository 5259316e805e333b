package gossip.eventlog;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file to which lines are appended. A write to a slow file blocks. A write that fails, for example on a full disk,
 * does not stop the process: its lines are skipped, counted and reported. logback's FileAppender would skip them
 * without a report. Not thread-safe.
 *
 * <pre>
 *             a write fails: FILE_FAILED on the console
 *   writing ---------------------------------------------> failing
 *      ^                                                      |
 *      +---- FILE_SKIPPED lines=N in the file and on the -----+   attempted before each write and by close()
 *            console
 * </pre>
 */
final class LogFile {

    private final OutputStream out;
    private final Path path;
    private final ConsoleWriter console;
    /** Lines skipped since the first failure, at most. A failed write may have written some of its lines. */
    private long skippedLines;

    /** @param out an unbuffered stream: it passes each write on as one write and keeps nothing of a failed one */
    LogFile(OutputStream out, Path path, ConsoleWriter console) {
        this.out = out;
        this.path = path;
        this.console = console;
    }

    /**
     * Opens the file for appending and creates it if needed. The operating system then never splits a write, also if
     * several processes append to the file.
     *
     * @throws IOException if the file cannot be opened for appending
     */
    static LogFile open(Path path, ConsoleWriter console) throws IOException {
        try {
            OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new LogFile(out, path, console);
        } catch (IOException e) {
            throw new IOException("cannot write the event log to " + path + ": " + e, e);
        }
    }

    /** Appends whole lines in one write, or skips and counts them. */
    void write(byte[] lines) {
        try {
            reportSkipped();
            out.write(lines);
        } catch (IOException e) {
            if (skippedLines == 0) {
                console.print(notice("FILE_FAILED", "reason", e.getMessage()));
            }
            skippedLines += countLines(lines);
        }
    }

    static int countLines(byte[] lines) {
        int count = 0;
        for (byte b : lines) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }

    private void reportSkipped() throws IOException {
        if (skippedLines > 0) {
            byte[] notice = notice("FILE_SKIPPED", "lines", skippedLines);
            // The failed write may have ended within a line.
            out.write('\n');
            out.write(notice);
            skippedLines = 0;
            console.print(notice);
        }
    }

    /** Closes the file. If lines are still missing, reports them in the file, or else on the console. */
    void close() {
        try (out) {
            reportSkipped();
        } catch (IOException e) {
            console.print(skippedLines > 0
                    ? notice("FILE_SKIPPED", "lines", skippedLines)
                    : notice("FILE_FAILED", "reason", e.getMessage()));
        }
    }

    private byte[] notice(String event, String key, Object value) {
        return LogfmtEncoder.notice("file", event, "file", path, key, value);
    }
}
