package gossip.net;

import gossip.net.transport.Transport;
import gossip.node.DialFailure;
import gossip.node.Environment;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.node.Timer;
import gossip.protocol.Address;
import gossip.protocol.GossipDecoder;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A host that runs one node on sockets. All calls into the node hold one lock, so they run one after the other.
 * Thread-safe, except that the methods of {@link Environment} may be called only within a call into the node.
 */
public final class SocketHost<N extends Node> implements Environment, AutoCloseable {

    private final Acceptor acceptor;
    private final SharedResources resources;
    private final ErrorHandler errorHandler;
    private final RandomGenerator random = new SplittableRandom();
    private final NodeLock lock = new NodeLock();
    private final DueTimers dueTimers = new DueTimers(this);
    private final Dialer dialer;
    /** Guarded by the node lock. */
    private final GossipDecoder decoder = new GossipDecoder();
    private final Connections connections = new Connections();
    private final Handshakes handshakes = new Handshakes(this);
    private final Runnable endTrustChanges;
    private final N node;
    private volatile boolean closed;

    private SocketHost(Acceptor acceptor, SharedResources resources, ErrorHandler errorHandler,
            Function<Environment, N> factory) {
        this.acceptor = acceptor;
        this.resources = resources;
        this.errorHandler = errorHandler;
        this.dialer = new Dialer(this, resources.resolver());
        this.node = factory.apply(this);
        this.endTrustChanges = resources.transports().whenTrustChanges(() -> connections.abortRevoked(this));
    }

    /**
     * Creates a node, starts it and runs it until the host is closed.
     *
     * @param errorHandler receives each internal error and what this host was doing
     * @param factory creates the node
     */
    public static <N extends Node> SocketHost<N> start(Acceptor acceptor, SharedResources resources,
            ErrorHandler errorHandler, Function<Environment, N> factory) {
        SocketHost<N> host = new SocketHost<>(acceptor, resources, errorHandler, factory);
        host.runInNode("starting the node", host.node::start);
        host.startThread("accepting connections",
                () -> acceptor.accept(host::accepted, errorHandler::acceptFailed));
        return host;
    }

    /** Calls into the node and returns the result. Exceptions reach the caller. An {@link Error} stops the node. */
    public <T> T call(Function<N, T> function) {
        lock.lock();
        try {
            return function.apply(node);
        } catch (Error e) {
            fail("calling the node", e);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Calls into the node, unless this host is frozen or closed. An exception stops the node. */
    public void execute(Consumer<N> action) {
        runInNode("calling the node", () -> action.accept(node));
    }

    /** Stops all calls into the node except {@link #call}. The sockets stay open. */
    public void freeze() {
        closed = true;
    }

    /** Stops the node and closes all sockets immediately, without a message to any other node. */
    @Override
    public void close() {
        freeze();
        endTrustChanges.run();
        try {
            acceptor.close();
        } catch (IOException e) {
            reportError("closing the server socket", e);
        }
        connections.abortAll();
    }

    private void accepted(Socket socket) {
        Transport transport = resources.transports().accepted(socket);
        Connection connection = new Connection(this, socket, transport);
        serve(connection, () -> handshakes.begin(connection, transport));
    }

    /** Serves a dialed connection. Throws an exception if too many connections are open. */
    void opened(Socket socket, Transport transport, LinkHandler handler) throws DialException {
        if (!serve(new Connection(this, socket, transport, handler), () -> { })) {
            throw new DialException(DialFailure.LOCAL, "too many open connections");
        }
    }

    /** @return false if there are too many connections, so this one is closed */
    private boolean serve(Connection connection, Runnable beforeStart) {
        boolean added = connections.add(connection);
        if (!added || closed) {
            connection.abort("closed");
        }
        if (added) {
            beforeStart.run();
            startThread("serving a connection", connection::serve);
        }
        return added;
    }

    /** Returns the node. Call it only within a call into the node. */
    Node node() {
        return node;
    }

    /** Calls into the node for this connection. An exception ends the connection, an {@link Error} stops the node. */
    void runInNode(Connection connection, Runnable call) {
        try {
            runLocked(call);
        } catch (RuntimeException e) {
            connection.fail("handling an event", e);
        } catch (Error e) {
            fail("handling an event", e);
        }
    }

    /** Calls into the node for no connection. An exception stops the node. */
    void runInNode(String activity, Runnable call) {
        try {
            runLocked(call);
        } catch (RuntimeException | Error e) {
            fail(activity, e);
        }
    }

    private void runLocked(Runnable call) {
        lock.lock();
        try {
            if (!closed) {
                call.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Runs the task on a new virtual thread. An exception that the task does not handle stops the node. */
    void startThread(String activity, Runnable task) {
        Thread.startVirtualThread(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                fail(activity, e);
            }
        });
    }

    /** Stops the node after an error that leaves it in an unknown state. */
    void fail(String activity, Throwable cause) {
        freeze();
        try {
            errorHandler.nodeFailed(activity, cause);
        } finally {
            close();
        }
    }

    NodeLock lock() {
        return lock;
    }

    Handshakes handshakes() {
        return handshakes;
    }

    SharedResources resources() {
        return resources;
    }

    boolean isClosed() {
        return closed;
    }

    GossipDecoder decoder() {
        return decoder;
    }

    public Connections connections() {
        return connections;
    }

    void reportError(String activity, Throwable cause) {
        errorHandler.connectionFailed(activity, cause);
    }

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
    public Optional<String> problem() {
        return acceptor.problem();
    }

    @Override
    public void dial(Address address, LinkHandler handler) {
        dialer.dial(address, handler);
    }

    @Override
    public Optional<Instant> certificateExpiry() {
        return resources.transports().certificateExpiry();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return new NodeTimer(resources.timers(), dueTimers, delay, task);
    }
}
