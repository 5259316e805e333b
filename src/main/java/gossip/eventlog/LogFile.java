package gossip.eventlog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import gossip.files.FileErrors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

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

    /** How long a write may take before the console reports it. */
    private static final long BLOCKED_NANOS = Duration.ofSeconds(2).toNanos();

    private final OutputStream out;
    private final Path path;
    private final EventEncoder encoder;
    private final ConsoleWriter console;
    /** Lines skipped since the first failure, at most. A failed write may have written some of its lines. */
    private long skippedLines;
    /** Whether the console has reported a failure that is not over. */
    private boolean failing;
    /** When the present write began, by {@link System#nanoTime}. Empty between writes, and when it was reported. */
    private volatile Optional<Long> writingSince = Optional.empty();

    /**
     * @param out an unbuffered stream: it passes each write on as one write and keeps nothing of a failed one
     * @param encoder an encoder of notices for this file only
     */
    LogFile(OutputStream out, Path path, EventEncoder encoder, ConsoleWriter console) {
        this.out = out;
        this.path = path;
        this.encoder = encoder;
        this.console = console;
    }

    /**
     * Opens the file for appending and creates it if needed.
     *
     * @param maxSize bytes above which the file is rotated, or {@link Long#MAX_VALUE}
     * @param encoder an encoder of notices for this file only
     * @throws IOException if the file cannot be opened for appending
     */
    static LogFile open(Path path, long maxSize, EventEncoder encoder, ConsoleWriter console) throws IOException {
        try {
            OutputStream out = RotatingFile.open(path, maxSize, (event, reason) ->
                    console.print(NodeEvent.notice("file", event, "file", path, "reason", reason)));
            return new LogFile(out, path, encoder, console);
        } catch (IOException e) {
            throw new IOException("cannot write the event log to " + path + ": " + FileErrors.reason(path, e)
                    + "; --output names another", e);
        }
    }

    /** Appends whole lines in one write, or skips and counts them. */
    void write(byte[] lines, int from, int to) {
        writingSince = Optional.of(System.nanoTime());
        try {
            reportSkipped();
            out.write(lines, from, to - from);
            failing = false;
        } catch (IOException e) {
            reportFailure(e);
            skippedLines += countLines(lines, from, to);
        } finally {
            writingSince = Optional.empty();
        }
    }

    /** Creates the file again if it was removed or renamed. Called when there has been nothing to write for a while. */
    void check() {
        if (out instanceof RotatingFile file) {
            try {
                file.ensureCurrent(0);
            } catch (IOException e) {
                reportFailure(e);
            }
        }
    }

    private void reportFailure(IOException e) {
        if (!failing) {
            failing = true;
            console.print(notice("FILE_FAILED", "reason", String.valueOf(e.getMessage())));
        }
    }

    /** Counts lines that were skipped before they came here. The next write reports them. */
    void skip(long lines) {
        skippedLines += lines;
    }

    /** Returns the line {@code FILE_BLOCKED} if a write takes too long, once for each such write. Thread-safe. */
    Optional<ILoggingEvent> blockedNotice() {
        Optional<Long> since = writingSince;
        if (since.filter(start -> System.nanoTime() - start > BLOCKED_NANOS).isEmpty()) {
            return Optional.empty();
        }
        writingSince = Optional.empty();
        return Optional.of(notice("FILE_BLOCKED", "reason", "a write takes longer than 2 s; lines wait in memory"));
    }

    static int countLines(byte[] lines, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += lines[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    private void reportSkipped() throws IOException {
        if (skippedLines > 0) {
            ILoggingEvent notice = notice("FILE_SKIPPED", "lines", skippedLines);
            // The failed write may have ended within a line.
            out.write('\n');
            out.write(encoder.encode(notice));
            skippedLines = 0;
            failing = false;
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

    private ILoggingEvent notice(String event, String key, Object value) {
        return NodeEvent.notice("file", event, "file", path, key, value);
    }
}
