package gossip.eventlog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.util.List;

/**
 * Puts the events into lines and has these written, in batches: what comes within some milliseconds of a first event, or
 * while the batch before is being written, goes in one. So under load it is a batch that costs a write and wakes a
 * thread, not a line, and no node waits until a line has been made.
 */
final class LogWriter implements Runnable {

    private final EventQueue queue;
    private final Appender<byte[]> file;
    private final Console console;
    private final LogfmtEncoder encoder = new LogfmtEncoder();
    private final Batch batch = new Batch(this::write);

    LogWriter(EventQueue queue, Appender<byte[]> file, Console console) {
        this.queue = queue;
        this.file = file;
        this.console = console;
    }

    /** Until the queue is closed; then everything is in the file. */
    @Override
    public void run() {
        boolean more = true;
        while (more) {
            try {
                List<ILoggingEvent> events = queue.fetch();
                events.forEach(event -> batch.add(encoder.encode(event)));
                batch.flush();
                more = !events.isEmpty();
                events.clear(); // lest a log that is idle keep messages in memory
            } catch (RuntimeException | OutOfMemoryError e) {
                // Without this thread every node would soon wait for ever.
                Thread self = Thread.currentThread();
                self.getUncaughtExceptionHandler().uncaughtException(self, e);
            }
        }
        file.stop();
    }

    /** The console gets what is in the file already, so that what it cannot take can be looked up there. */
    private void write(byte[] lines) {
        file.doAppend(lines);
        console.print(lines);
    }
}
