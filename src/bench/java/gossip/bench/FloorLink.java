package gossip.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A link of a {@link FloorNode}, with an unbounded buffer that a virtual thread writes while it is not empty. */
final class FloorLink {

    private final Socket socket;
    private final ReentrantLock lock;
    private final Condition written;
    private byte[] queued = new byte[512];
    private byte[] spare = new byte[512];
    private int length;
    private boolean writing;

    /** @param lock the lock of the node, which guards this link; the methods but {@link #read} need it */
    FloorLink(Socket socket, ReentrantLock lock, Condition written) {
        this.socket = socket;
        this.lock = lock;
        this.written = written;
    }

    int read(byte[] buffer, int at) throws IOException {
        return socket.getInputStream().read(buffer, at, buffer.length - at);
    }

    int queued() {
        return length;
    }

    void add(byte[] line, int start, int end) {
        int added = end - start;
        if (length + added > queued.length) {
            queued = Arrays.copyOf(queued, Math.max(2 * queued.length, length + added));
        }
        System.arraycopy(line, start, queued, length, added);
        length += added;
    }

    void startWriter() {
        if (length > 0 && !writing) {
            writing = true;
            Thread.startVirtualThread(this::write);
        }
    }

    private void write() {
        try {
            for (int taken = take(); taken > 0; taken = take()) {
                socket.getOutputStream().write(spare, 0, taken);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Exchanges the two buffers. Returns the number of bytes to write from the spare one. */
    private int take() {
        lock.lock();
        try {
            byte[] full = queued;
            queued = spare;
            spare = full;
            int taken = length;
            length = 0;
            writing = taken > 0;
            written.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
