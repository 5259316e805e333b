package gossip.net;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.node.Timer;
import gossip.protocol.Address;
import gossip.protocol.DecodeCache;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Runs one node on sockets: one lock around the node, so that it hears one thing at a time. Thread-safe, except for the
 * methods of {@link Environment}, which are for the node.
 *
 * @param <N> what kind of node runs here
 */
public final class SocketHost<N extends Node> implements Environment, AutoCloseable {

    private static final int STALL_TIMEOUT_MILLIS = 200;
    private static final Duration STALL_TIMEOUT = Duration.ofMillis(STALL_TIMEOUT_MILLIS);

    private final Acceptor acceptor;
    private final SharedResources resources;
    private final BiConsumer<String, Throwable> errorHandler;
    private final RandomGenerator random = new SplittableRandom();
    private final NodeLock lock = new NodeLock();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final N node;
    private volatile boolean closed;

    private SocketHost(
            Acceptor acceptor, SharedResources resources, BiConsumer<String, Throwable> faults, Function<Environment, N> birth) {
        this.acceptor = acceptor;
        this.resources = resources;
        this.errorHandler = faults;
        this.node = birth.apply(this);
    }

    /**
     * Gives birth to a node, starts it and serves it until closed.
     *
     * @param faults hears of errors that are ours, with what was being done
     */
    public static <N extends Node> SocketHost<N> start(
            Acceptor acceptor, SharedResources resources, BiConsumer<String, Throwable> faults, Function<Environment, N> birth) {
        SocketHost<N> host = new SocketHost<>(acceptor, resources, faults, birth);
        host.runInNode(host.node::start);
        Thread.startVirtualThread(() -> acceptor.accept(host::serve, e -> faults.accept("accepting a connection", e)));
        return host;
    }

    /** Calls into the node from outside. */
    public <T> T call(Function<N, T> question) {
        lock.lock();
        try {
            return question.apply(node);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Flow control for whoever makes the node send: waits while more than some hundred KiB wait to go out to a neighbor
     * that takes them. Who calls this before each of many messages is slowed to the pace of the links, and no queue
     * overflows. A neighbor that has taken nothing for {@value #STALL_TIMEOUT_MILLIS} ms is not waited for: it loses what does
     * not fit in its queue, and asks for it when it reads again.
     */
    public void awaitCapacity() throws InterruptedException {
        for (Connection connection : connections) {
            connection.awaitCapacity(STALL_TIMEOUT);
        }
    }

    /** Tells the node something from outside. */
    public void execute(Consumer<N> message) {
        runInNode(() -> message.accept(node));
    }

    /** From now on the node hears nothing and does nothing; its sockets stay as they are. */
    public void freeze() {
        closed = true;
    }

    /** Ends at once and says nothing to anyone: sockets are closed, timers never run again. */
    @Override
    public void close() {
        freeze();
        try {
            acceptor.close();
        } catch (IOException e) {
            fault("closing the listener", e);
        }
        connections.forEach(Connection::abort);
    }

    private void serve(Socket socket) {
        Connection connection = open(socket);
        Thread.startVirtualThread(connection::serve);
    }

    private Connection open(Socket socket) {
        Connection connection = new Connection(this, socket);
        connections.add(connection);
        if (closed) {
            connection.abort();
        }
        return connection;
    }

    // ---- for connections

    LinkHandler accepted(Link link) {
        return node.accepted(link);
    }

    /** Runs a call into the node. A fault in it is ours; it is told, and the node goes on. */
    void runInNode(Runnable call) {
        if (closed) {
            return;
        }
        lock.lock();
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            fault("handling an event", e);
        } finally {
            lock.unlock();
        }
    }

    NodeLock lock() {
        return lock;
    }

    DecodeCache decodeCache() {
        return resources.decodeCache();
    }

    Future<?> later(Duration delay, Runnable task) {
        return resources.timers().schedule(delay, task);
    }

    boolean isClosed() {
        return closed;
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    void fault(String doing, Throwable cause) {
        errorHandler.accept(doing, cause);
    }

    // ---- the node's surroundings

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant currentTime() {
        return Instant.now();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void dial(Address address, LinkHandler handler) {
        Connection connection = open(new Socket());
        connection.setHandler(handler);
        Thread.startVirtualThread(() -> connection.dial(address));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        // A task that is due already may be waiting for the lock that the canceller holds.
        boolean[] cancelled = {false};
        Future<?> scheduled = resources.timers().schedule(delay, () -> runInNode(() -> {
            if (!cancelled[0]) {
                task.run();
            }
        }));
        return () -> {
            cancelled[0] = true;
            scheduled.cancel(false);
        };
    }
}
