package gossip.eventlog;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A console that can block, like a terminal after Ctrl+S, and whose output a test can wait for. */
final class BlockableStream extends OutputStream {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
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
        written.write(bytes, offset, length);
        notifyAll();
    }

    synchronized String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    synchronized List<String> lines() {
        return text().lines().toList();
    }

    /** Waits without a limit. The test needs a timeout. */
    synchronized void awaitText(Predicate<String> expected) {
        await(() -> expected.test(text()));
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
