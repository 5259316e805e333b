package gossip;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded queue of typed texts. They wait until the peer has joined and are then published in their order. A text
 * that was published earlier would reach no peer. While the queue is full, the caller of {@link #add} waits, so no
 * further input is read. Thread-safe; one thread runs {@link #run}.
 */
final class TypedTexts implements Runnable {

    /** Texts that may wait. A guess: more than a person types, and little memory. */
    static final int CAPACITY = 256;
    /**
     * Published texts without a copy at another peer, at which publishing pauses until there is a neighbor. With the
     * default of {@code --retain} a peer retains far more messages, so none of them is lost.
     */
    static final int MAX_UNSENT = 1_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration UNSENT_CHECK = Duration.ofMillis(50);

    /** The peer that publishes. */
    interface Publisher {

        /** @throws IllegalArgumentException if the text cannot be published; the message states the reason */
        void publish(String text) throws InterruptedException;

        /** Returns the number of published messages that no other peer can have. */
        long unsent();
    }

    private record Text(long line, String text) {}

    private final PrintStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Text> queue = new ArrayDeque<>();
    private boolean joined;
    private boolean announced;
    private boolean publishing;
    private boolean closed;
    private long rejected;
    private volatile Publisher publisher;

    /** @param out where to report what happens to the texts */
    TypedTexts(PrintStream out) {
        this.out = out;
    }

    /** Starts to publish with this peer. */
    void joined(Publisher peer) {
        lock.lock();
        try {
            publisher = peer;
            joined = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Adds a text. Waits while the queue is full. */
    void add(long line, String text) throws InterruptedException {
        lock.lock();
        try {
            if (!joined && !announced) {
                announced = true;
                out.println("typed lines are sent when this peer has joined");
            }
            while (queue.size() >= CAPACITY) {
                changed.await();
            }
            queue.add(new Text(line, text));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Counts a line that was not sent and reports the reason. */
    void reject(long line, String reason) {
        out.println("line " + line + " was not sent: " + reason);
        lock.lock();
        try {
            rejected++;
        } finally {
            lock.unlock();
        }
    }

    /** Publishes until the thread is interrupted. */
    @Override
    public void run() {
        try {
            while (true) {
                publish(first());
                removeFirst();
                awaitNeighbor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Text first() throws InterruptedException {
        lock.lock();
        try {
            while (!joined || queue.isEmpty() || closed) {
                changed.await();
            }
            publishing = true;
            return queue.element();
        } finally {
            lock.unlock();
        }
    }

    private void publish(Text text) throws InterruptedException {
        try {
            publisher.publish(text.text());
        } catch (IllegalArgumentException e) {
            reject(text.line(), e.getMessage());
        }
    }

    private void removeFirst() {
        lock.lock();
        try {
            queue.remove();
            publishing = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitNeighbor() throws InterruptedException {
        if (publisher.unsent() >= MAX_UNSENT) {
            out.println(MAX_UNSENT + " messages wait for another peer; typed lines are sent when there is one");
            while (publisher.unsent() >= MAX_UNSENT) {
                Thread.sleep(UNSENT_CHECK);
            }
        }
    }

    /** Waits until all texts are published, or the time is over. */
    void awaitPublished(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (!queue.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Publishes no further text. Waits for the one that is being published. Reports what was not published. */
    void close() {
        lock.lock();
        try {
            closed = true;
            long left = CLOSE_TIMEOUT.toNanos();
            while (publishing && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (!queue.isEmpty()) {
                out.println("typed lines that were not sent, because this peer "
                        + (joined ? "ended first: " : "had not joined the network: ") + queue.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of texts that are not yet published. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether a text was rejected or is not yet published. */
    boolean hasUnpublished() {
        lock.lock();
        try {
            return rejected > 0 || !queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
