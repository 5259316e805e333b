package gossip.net;

import gossip.protocol.Codec;
import gossip.protocol.LineBuffer;
import gossip.protocol.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written to one connection, bounded in bytes. A writer is asked for when something comes in; it writes
 * all that waits, many lines in one go, again and again, and ends when nothing is left.
 *
 * <pre>
 *   add, add, ... --release--> waiting --write--> socket
 *   while the node thinks      a thread of its own
 * </pre>
 *
 * Messages wait as they are and become bytes when they are written: what goes to many neighbors is held once.
 */
final class Outbox {

    /** What the outbox needs of its connection. */
    interface Exit {

        /** Something has been said: call {@link #release} when the node has been left. */
        void filled();

        /** Have a thread of its own call {@link #write} soon. */
        void writable();

        OutputStream stream() throws IOException;

        /** Everything is out, and nothing more will come. */
        void finished();

        void failed(IOException cause);

        /** The queue had overflowed and is empty again. */
        void drained();
    }

    /** In bytes; about what a peer retains, so that what a neighbor loses here it can still ask for. */
    static final int CAPACITY = 4 << 20;
    /** Whoever publishes from outside waits while more than this waits here. */
    static final int AMPLE = 256 << 10;
    /** What is written in one go, give or take a line. */
    private static final int BATCH = 32 << 10;

    private final Exit exit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    /** What has been said since the node was entered, and its bytes. Guarded by the host's lock, and not by ours. */
    private final List<Message> said = new ArrayList<>();
    private int saidBytes;
    private List<Message> waiting = new ArrayList<>();
    /** In bytes, of what waits and of what the writer has taken and not written. Written under the lock. */
    private volatile int unwritten;
    private boolean writing;
    private boolean stuck;
    private boolean overflowed;
    private boolean finishing;

    Outbox(Exit exit) {
        this.exit = exit;
    }

    /**
     * Under the host's lock. What is said goes out when the node has been left, and then all in one go.
     *
     * @return false when it did not fit and is lost
     */
    boolean add(Message message) {
        if (unwritten + saidBytes >= CAPACITY && isFull()) {
            return false;
        }
        if (said.isEmpty()) {
            exit.filled();
        }
        said.add(message);
        saidBytes += Codec.length(message);
        return true;
    }

    /** Whoever is told that it is full is told, too, when it has drained. */
    private boolean isFull() {
        lock.lock();
        try {
            boolean full = unwritten + saidBytes >= CAPACITY;
            overflowed |= full;
            return full;
        } finally {
            lock.unlock();
        }
    }

    /** Lets out what has been said. Under the host's lock. */
    void release() {
        lock.lock();
        try {
            if (!finishing && !said.isEmpty()) {
                waiting.addAll(said);
                unwritten += saidBytes;
                wantWriter();
            }
            said.clear();
            saidBytes = 0;
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
                wantWriter();
            }
        } finally {
            lock.unlock();
        }
    }

    private void wantWriter() {
        if (!writing) {
            writing = true;
            exit.writable();
        }
    }

    /** Waits while too much waits here, but only as long as it gets less: nobody waits for a neighbor that hangs. */
    void awaitRoom(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            while (unwritten > AMPLE && !stuck && !finishing) {
                stuck = !moved.await(patience.toNanos(), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    void write() {
        LineBuffer buffer = new LineBuffer();
        List<Message> batch = new ArrayList<>();
        try {
            Taken taken = take(batch);
            while (!taken.batch().isEmpty()) {
                write(taken.batch(), buffer);
                taken.batch().clear();
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

    private void write(List<Message> batch, LineBuffer buffer) throws IOException {
        int length = 0;
        for (Message message : batch) {
            Codec.encode(message, buffer);
            length += Codec.length(message);
            if (buffer.length() >= BATCH) {
                flush(buffer, length);
                length = 0;
            }
        }
        flush(buffer, length);
    }

    private void flush(LineBuffer buffer, int length) throws IOException {
        buffer.writeTo(exit.stream());
        buffer.clear();
        lock.lock();
        try {
            unwritten -= length;
            stuck = false;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * What the writer takes at one go; an empty batch sends it to rest.
     *
     * @param drained whether messages had been lost before the queue came to be empty
     * @param last whether nothing will follow
     */
    private record Taken(List<Message> batch, boolean drained, boolean last) {}

    /** Takes what waits and leaves the emptied list in its place. */
    private Taken take(List<Message> emptied) {
        lock.lock();
        try {
            if (waiting.isEmpty()) {
                Taken nothing = new Taken(List.of(), overflowed, finishing);
                overflowed = false;
                writing = false;
                return nothing;
            }
            List<Message> batch = waiting;
            waiting = emptied;
            return new Taken(batch, false, false);
        } finally {
            lock.unlock();
        }
    }

    private void abandon() {
        lock.lock();
        try {
            finishing = true;
            waiting = new ArrayList<>();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
