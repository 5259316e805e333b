package gossip.net;

import gossip.protocol.Codec;
import gossip.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written to one connection, bounded in bytes.
 *
 * <pre>
 *   add, add, ... --release--> waiting --take--> {@link ConnectionWriter} --> socket
 *   in a node's turn           while there is something to write
 * </pre>
 *
 * Messages wait as they are and become bytes when they are written: what goes to many neighbors is held once.
 */
final class SendQueue {

    /** What the outbox needs of its connection. */
    interface Owner {

        /** Something has been said: call {@link #release} at the end of the turn. */
        void onStaged();

        /** There is something to write, and no writer at it: have one run soon, on a thread of its own. */
        void onWritable();
    }

    /**
     * In bytes. More than a peer retains, because what a neighbor loses here it may ask for in vain; and not dear, because
     * the queues of a node hold the same messages.
     */
    static final int CAPACITY = 16 << 20;
    /** Whoever publishes from outside waits while more than this waits here. */
    static final int HIGH_WATER_MARK = 256 << 10;

    private final Owner owner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    /** What has been said in the present turn, and its bytes. Touched only in a turn of the node. */
    private final List<Message> staged = new ArrayList<>();
    private int stagedBytes;
    private List<Message> queued = new ArrayList<>();
    /** In bytes, of what waits and of what the writer has taken and not written. Written under the lock. */
    private volatile int unwritten;
    private boolean writing;
    private boolean stalled;
    private boolean overflowed;
    private boolean finishing;

    SendQueue(Owner owner) {
        this.owner = owner;
    }

    /**
     * In a turn of the node, at the end of which all that was said goes out in one go.
     *
     * @return false when it did not fit and is lost
     */
    boolean add(Message message) {
        if (unwritten + stagedBytes >= CAPACITY && isFull()) {
            return false;
        }
        if (staged.isEmpty()) {
            owner.onStaged();
        }
        staged.add(message);
        stagedBytes += Codec.length(message);
        return true;
    }

    /** Whoever is told that it is full is told, too, when it has drained. */
    private boolean isFull() {
        lock.lock();
        try {
            boolean full = unwritten + stagedBytes >= CAPACITY;
            overflowed |= full;
            return full;
        } finally {
            lock.unlock();
        }
    }

    /** Lets out what has been said. In the same turn. */
    void release() {
        lock.lock();
        try {
            if (!finishing && !staged.isEmpty()) {
                queued.addAll(staged);
                unwritten += stagedBytes;
                startWriter();
            }
            staged.clear();
            stagedBytes = 0;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Nothing more will be added; what waits still goes out.
     *
     * @return whether that was all: nothing waits and nobody writes, so that no writer will tell the end
     */
    boolean finish() {
        lock.lock();
        try {
            boolean idle = !finishing && !writing;
            finishing = true;
            return idle;
        } finally {
            lock.unlock();
        }
    }

    private void startWriter() {
        if (!writing) {
            writing = true;
            owner.onWritable();
        }
    }

    /** Waits while too much waits here, but only as long as it gets less: nobody waits for a neighbor that hangs. */
    void awaitCapacity(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            while (unwritten > HIGH_WATER_MARK && !stalled && !finishing) {
                stalled = !progress.await(patience.toNanos(), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** So many bytes are out. */
    void written(int length) {
        lock.lock();
        try {
            unwritten -= length;
            stalled = false;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * What the writer takes at one go; nothing at all sends it to rest.
     *
     * @param length of the messages, in bytes
     * @param drained whether messages had been lost before the queue came to be empty
     * @param last whether nothing will follow
     */
    record WriteBatch(List<Message> messages, int length, boolean drained, boolean last) {}

    /** Takes what waits and leaves the emptied list in its place. */
    WriteBatch take(List<Message> emptied) {
        lock.lock();
        try {
            if (queued.isEmpty()) {
                WriteBatch nothing = new WriteBatch(List.of(), 0, overflowed, finishing);
                overflowed = false;
                writing = false;
                return nothing;
            }
            List<Message> batch = queued;
            queued = emptied;
            return new WriteBatch(batch, unwritten, false, false);
        } finally {
            lock.unlock();
        }
    }

    /** Nobody will write any more. */
    void abandon() {
        lock.lock();
        try {
            finishing = true;
            queued = new ArrayList<>();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
