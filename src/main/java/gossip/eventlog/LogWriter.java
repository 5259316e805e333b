package gossip.eventlog;

import ch.qos.logback.core.Appender;

/**
 * Has the lines written, in batches: what comes within some milliseconds of a first line, or while the batch before is
 * being written, goes in one. So under load it is a batch that costs a write and wakes a thread, not a line.
 */
final class LogWriter implements Runnable {

    private final LineQueue queue;
    private final Appender<byte[]> file;
    private final Console console;

    LogWriter(LineQueue queue, Appender<byte[]> file, Console console) {
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
                Lines lines = queue.fetch();
                write(lines);
                more = lines.size() > 0;
            } catch (RuntimeException | OutOfMemoryError e) {
                // Without this thread every node would soon wait for ever.
                Thread self = Thread.currentThread();
                self.getUncaughtExceptionHandler().uncaughtException(self, e);
            }
        }
        file.stop();
    }

    /** The console gets what is in the file already, so that what it cannot take can be looked up there. */
    private void write(Lines lines) {
        for (int written = 0; written < lines.size(); ) {
            byte[] batch = lines.batch(written);
            file.doAppend(batch);
            console.print(batch);
            written += batch.length;
        }
    }
}
