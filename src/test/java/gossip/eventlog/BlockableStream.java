package gossip.eventlog;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A console that can be stopped, like a terminal by Ctrl+S or a pipe that nobody reads, and that can be waited for. */
final class BlockableStream extends OutputStream {

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private boolean blocked;

    synchronized void block() {
        blocked = true;
    }

    synchronized void unblock() {
        blocked = false;
        notifyAll();
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        await(() -> !blocked);
        taken.write(bytes, offset, length);
        notifyAll();
    }

    synchronized String text() {
        return taken.toString(StandardCharsets.UTF_8);
    }

    synchronized List<String> lines() {
        return text().lines().toList();
    }

    /** The caller's test has a time limit. */
    synchronized void awaitText(Predicate<String> wanted) {
        await(() -> wanted.test(text()));
    }

    private synchronized void await(BooleanSupplier condition) {
        try {
            while (!condition.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for the console", e);
        }
    }
}
