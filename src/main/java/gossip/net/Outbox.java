package gossip.net;

import gossip.protocol.Codec;
import gossip.protocol.LineBuffer;
import gossip.protocol.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written to one connection, bounded in bytes. A writer thread is started when something comes in,
 * writes all that waits in one go, again and again, and ends when nothing is left.
 */
final class Outbox {

    /** What the outbox needs of its connection. */
    interface Exit {

        OutputStream stream() throws IOException;

        /** Everything is out, and nothing more will come. */
        void finished();

        void failed(IOException cause);

        /** The queue had overflowed and is empty again. */
        void drained();
    }

    static final int CAPACITY = 1 << 20;
    /** Larger buffers are given back when they have been written out. */
    private static final int KEPT = 8 << 10;

    private final Exit exit;
    private final ReentrantLock lock = new ReentrantLock();
    private LineBuffer waiting = new LineBuffer();
    private boolean writing;
    private boolean overflowed;
    private boolean finishing;

    Outbox(Exit exit) {
        this.exit = exit;
    }

    /** @return false when it did not fit and is lost */
    boolean add(Message message) {
        lock.lock();
        try {
            if (finishing) {
                return true;
            }
            if (waiting.length() >= CAPACITY) {
                overflowed = true;
                return false;
            }
            Codec.encode(message, waiting);
            startWriter();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will be added; what waits still goes out. */
    void finish() {
        lock.lock();
        try {
            if (!finishing) {
                finishing = true;
                startWriter();
            }
        } finally {
            lock.unlock();
        }
    }

    private void startWriter() {
        if (!writing) {
            writing = true;
            Thread.startVirtualThread(this::write);
        }
    }

    private void write() {
        try {
            Taken taken = take(new LineBuffer());
            while (taken.batch().length() > 0) {
                taken.batch().writeTo(exit.stream());
                taken = take(taken.batch());
            }
            if (taken.last()) {
                exit.finished();
            } else if (taken.drained()) {
                exit.drained();
            }
        } catch (IOException e) {
            abandon();
            exit.failed(e);
        }
    }

    /**
     * What the writer takes at one go; an empty batch sends it to rest.
     *
     * @param drained whether messages had been lost before the queue came to be empty
     * @param last whether nothing will follow
     */
    private record Taken(LineBuffer batch, boolean drained, boolean last) {}

    /** Takes what waits and leaves the buffer that has been written out in its place. */
    private Taken take(LineBuffer written) {
        lock.lock();
        try {
            LineBuffer batch = waiting;
            boolean empty = batch.length() == 0;
            Taken taken = new Taken(batch, empty && overflowed, empty && finishing);
            if (empty) {
                overflowed = false;
                writing = false;
            } else {
                written.clear();
                waiting = written.capacity() <= KEPT ? written : new LineBuffer();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void abandon() {
        lock.lock();
        try {
            finishing = true;
            waiting = new LineBuffer();
        } finally {
            lock.unlock();
        }
    }
}
