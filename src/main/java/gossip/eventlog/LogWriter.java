package gossip.eventlog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;

/**
 * Puts the events into lines and has these written, in batches: what comes within some milliseconds of a first event, or
 * while the batch before is being written, goes in one. So under load it is a batch that costs a write and wakes a
 * thread, not a line; and no node spends its time on making lines.
 */
final class LogWriter implements Runnable {

    private final EventQueue queue;
    private final LogFile file;
    private final ConsoleWriter console;
    private final LogfmtEncoder encoder = new LogfmtEncoder();
    private final LineBatch batch = new LineBatch(this::write);

    LogWriter(EventQueue queue, LogFile file, ConsoleWriter console) {
        this.queue = queue;
        this.file = file;
        this.console = console;
    }

    /** Until the queue is closed; then everything is in the file. */
    @Override
    public void run() {
        while (writeNext()) {
            // on with what has come meanwhile
        }
        file.close();
    }

    /** A method of its own, so that an idle log keeps no message in memory. */
    private boolean writeNext() {
        List<ILoggingEvent> events = queue.fetch();
        for (ILoggingEvent event : events) {
            attempt(() -> batch.add(encoder.encode(event)));
        }
        attempt(batch::flush);
        return !events.isEmpty();
    }

    /** What fails is told, and costs its own line or batch alone: without this thread every node would soon wait for ever. */
    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            Thread self = Thread.currentThread();
            self.getUncaughtExceptionHandler().uncaughtException(self, e);
        }
    }

    /** The console gets what is in the file already, so that what it cannot take can be looked up there. */
    private void write(byte[] lines) {
        attempt(() -> file.write(lines));
        attempt(() -> console.print(lines));
    }
}
