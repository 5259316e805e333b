package gossip.eventlog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The thread that formats the queued events and writes them to the file and the console, many lines in one write. */
final class LogWriter implements Runnable {

    /** Maximum size of a write in bytes, unless a single line is longer. */
    static final int MAX_BATCH = 64 << 10;

    private final EventQueue queue;
    private final Encoder<ILoggingEvent> encoder;
    private final LogFile file;
    private final ConsoleWriter console;
    private final Optional<ConsoleEncoder> consoleEncoder;
    /** Whole lines that are not yet written. */
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
    /** Lines for the console, if they differ. */
    private final ByteArrayOutputStream consoleBatch = new ByteArrayOutputStream();

    /** @param consoleEncoder encodes events for the console; if empty, it gets the lines of the file */
    LogWriter(EventQueue queue, Encoder<ILoggingEvent> encoder, Optional<ConsoleEncoder> consoleEncoder, LogFile file,
            ConsoleWriter console) {
        this.queue = queue;
        this.encoder = encoder;
        this.consoleEncoder = consoleEncoder;
        this.file = file;
        this.console = console;
    }

    /** Runs until the queue is closed and every event is in the file. Then it closes the file. */
    @Override
    public void run() {
        while (writeNext()) {
            // writeNext waits for events
        }
        file.close();
    }

    /** A method of its own, so that an idle log keeps no event in memory. Returns false at the end. */
    private boolean writeNext() {
        EventQueue.Fetched fetched = queue.fetch();
        for (ILoggingEvent event : fetched.events()) {
            attempt(() -> add(event));
        }
        attempt(fetched.events().isEmpty() ? file::check : this::writeBatch);
        file.skip(fetched.skipped());
        return !fetched.last();
    }

    private void add(ILoggingEvent event) {
        byte[] line = encoder.encode(event);
        if (batch.size() + line.length > MAX_BATCH) {
            writeBatch();
        }
        batch.writeBytes(line);
        consoleEncoder.ifPresent(sentences -> consoleBatch.writeBytes(sentences.encode(event)));
    }

    /** Writes to the file first. So a line that the console skips can be found there. */
    private void writeBatch() {
        if (batch.size() > 0) {
            byte[] lines = batch.toByteArray();
            batch.reset();
            attempt(() -> file.write(lines));
            queue.progressed();
            byte[] shown = consoleEncoder.isPresent() ? consoleBatch.toByteArray() : lines;
            consoleBatch.reset();
            if (shown.length > 0) {
                attempt(() -> console.print(shown));
            }
        }
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
