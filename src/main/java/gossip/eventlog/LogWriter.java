package gossip.eventlog;

import java.util.Arrays;

/** The thread that writes the queued lines to the file and the console, many lines in one write. */
final class LogWriter implements Runnable {

    /** Maximum size of a write in bytes, unless a single line is longer. */
    static final int MAX_BATCH = 64 << 10;

    /** Work on the lines between two indexes of a buffer. */
    private interface Step {
        void apply(byte[] bytes, int from, int to);
    }

    private final EventQueue queue;
    private final boolean raw;
    private final LogFile file;
    private final ConsoleWriter console;

    /** @param raw whether the console shows the lines of the file */
    LogWriter(EventQueue queue, boolean raw, LogFile file, ConsoleWriter console) {
        this.queue = queue;
        this.raw = raw;
        this.file = file;
        this.console = console;
    }

    /** Runs until the queue is closed and every line is in the file. Then it closes the file. */
    @Override
    public void run() {
        while (writeNext()) {
            // writeNext waits for events
        }
        file.close();
    }

    /** Writes to the file first. So a line that the console skips can be found there. Returns false at the end. */
    private boolean writeNext() {
        EventQueue.Fetched fetched = queue.fetch();
        if (fetched.lines().length() == 0) {
            attempt(file::check);
        }
        inBatches(fetched.lines(), this::write);
        inBatches(fetched.sentences(), this::print);
        file.skip(fetched.skipped());
        return !fetched.last();
    }

    private static void inBatches(LogLines lines, Step step) {
        for (int from = 0, to; from < lines.length(); from = to) {
            to = lines.endOfLines(from, MAX_BATCH);
            step.apply(lines.bytes(), from, to);
        }
    }

    private void write(byte[] lines, int from, int to) {
        attempt(() -> file.write(lines, from, to));
        queue.progressed();
        if (raw) {
            print(lines, from, to);
        }
    }

    private void print(byte[] lines, int from, int to) {
        attempt(() -> console.print(Arrays.copyOfRange(lines, from, to)));
    }

    /** Reports a failure and continues. If this thread ended, every node would soon block on the full queue. */
    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            Thread self = Thread.currentThread();
            self.getUncaughtExceptionHandler().uncaughtException(self, e);
        }
    }
}
