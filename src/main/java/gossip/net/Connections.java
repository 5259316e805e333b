package gossip.net;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections of one node, bounded in number. Thread-safe. */
public final class Connections {

    /**
     * Connections of one node. Another one is closed when it is accepted. Twice the largest maximum degree, because a
     * node bounds its pending and its half-closed connections far below.
     */
    static final int MAX_CONNECTIONS = 20_000;
    /**
     * Half-closed connections of one node. Beyond this number the oldest is closed by force, so a flood of connections
     * that are refused does not occupy file descriptors.
     */
    static final int MAX_HALF_CLOSED = 256;
    static final int STALL_TIMEOUT_MILLIS = 200;

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    /** Oldest first. Guarded by this. */
    private final Set<ConnectionShutdown> halfClosed = new LinkedHashSet<>();

    /** Adds a connection, unless there are too many. */
    boolean add(Connection connection) {
        return open.size() < MAX_CONNECTIONS && open.add(connection);
    }

    void remove(Connection connection, ConnectionShutdown shutdown) {
        open.remove(connection);
        synchronized (this) {
            halfClosed.remove(shutdown);
            if (open.isEmpty()) {
                notifyAll();
            }
        }
    }

    /** Adds a connection that this node has closed and of which the other end is still open. */
    void addHalfClosed(ConnectionShutdown shutdown) {
        takeExcess(shutdown).ifPresent(ConnectionShutdown::now);
    }

    private synchronized Optional<ConnectionShutdown> takeExcess(ConnectionShutdown added) {
        halfClosed.add(added);
        if (halfClosed.size() <= MAX_HALF_CLOSED) {
            return Optional.empty();
        }
        ConnectionShutdown oldest = halfClosed.iterator().next();
        halfClosed.remove(oldest);
        return Optional.of(oldest);
    }

    /** Closes and reports the connections whose other end has a certificate that is revoked since the handshake. */
    void abortRevoked(SocketHost<?> host) {
        for (Connection connection : open) {
            connection.transport().revocation().ifPresent(reason -> {
                host.runInNode(connection, () -> host.node().refused(connection.remote(), reason));
                connection.abort(reason);
            });
        }
    }

    void abortAll() {
        open.forEach(connection -> connection.abort("closed"));
    }

    /**
     * Waits while a send queue is above its high-water mark of 256 KiB. A caller that waits before each of its messages
     * sends at the speed of the links, and no queue overflows. This method does not wait for a neighbor that has read
     * nothing for {@value #STALL_TIMEOUT_MILLIS} ms. Anti-entropy later supplies what does not fit into its queue.
     */
    public void awaitCapacity() throws InterruptedException {
        for (Connection connection : open) {
            connection.sendQueue().awaitCapacity(Duration.ofMillis(STALL_TIMEOUT_MILLIS));
        }
    }

    /** Waits until every queued message is written. Returns false if that takes longer than the timeout. */
    public boolean awaitWritten(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        boolean written = true;
        for (Connection connection : open) {
            written &= connection.sendQueue().awaitWritten(Duration.ofNanos(end - System.nanoTime()));
        }
        return written;
    }

    /**
     * Waits until all connections are closed. A process that exits before may reset a connection, and what it has
     * written last is then lost. Returns false if that takes longer than the timeout.
     */
    public synchronized boolean awaitNone(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        for (long left = timeout.toMillis(); left > 0 && !open.isEmpty(); ) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        return open.isEmpty();
    }
}
