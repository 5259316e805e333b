package gossip.net;

import gossip.net.transport.Transport;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.LinkIdentity;
import gossip.node.LinkTraffic;
import gossip.protocol.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A link on a TCP connection.
 *
 * <pre>
 *   open --close()--> half closed: writes the queued messages, then FIN; discards input
 *    |                    |
 *    |                    +--FIN of the other side, or 2 s--> closed
 *    |
 *    +--FIN, reset or error--> ended: notifies the handler, writes the queued messages --> closed
 * </pre>
 *
 * The half-close lets the other side read the last line. A plain close with unread input would reset the connection.
 *
 * <p>The methods of {@link Link} are called within a call into the node. The reader thread runs {@link #serve}.
 * The writer thread calls the methods of {@link ConnectionWriter.Target}.
 */
final class Connection extends ComputingLink implements ConnectionWriter.Target {

    /**
     * Unread bytes of earlier replies at which a pending link is closed instead of answered. A link is pending if it
     * was accepted and has no other handler yet.
     */
    static final int MAX_PENDING_OUTPUT = 256 << 10;

    private final SocketHost<?> host;
    private final Socket socket;
    private final Transport transport;
    private final SendQueue sendQueue;
    private final ConnectionShutdown shutdown;
    /**
     * Guarded by the node lock. No stack frame may hold the handler longer than a call. After {@link #setHandler} the
     * previous handler, and everything that it references, can then be garbage-collected.
     */
    private LinkHandler handler;
    /** Whether the connection was accepted and has its first handler. As all below, guarded by the node lock. */
    private boolean pending;
    private long messagesIn;
    private long bytesIn;
    /** Whether the handler receives no more calls. */
    private boolean closed;
    /** Why this side closed the socket by force; empty if it did not. */
    private volatile String abortReason = "";

    /** Creates an accepted connection. */
    Connection(SocketHost<?> host, Socket socket, Transport transport) {
        this.host = host;
        this.socket = socket;
        this.transport = transport;
        this.sendQueue = new SendQueue(host.lock(), this);
        this.shutdown = new ConnectionShutdown(host, this, transport);
        this.pending = true;
    }

    /** Creates a dialed connection. */
    Connection(SocketHost<?> host, Socket socket, Transport transport, LinkHandler handler) {
        this(host, socket, transport);
        this.handler = handler;
        this.pending = false;
    }

    /** Serves the connection until it ends. */
    void serve() {
        if (pending && !host.handshakes().complete(this, transport)) {
            shutdown.now();
            return;
        }
        host.runInNode(this, () -> {
            if (pending) {
                handler = host.node().accepted(this);
            } else {
                handler.opened(this);
            }
        });
        read();
    }

    private void read() {
        String reason = "closed";
        try {
            socket.setTcpNoDelay(true);
            new ConnectionReader(host, this).read(transport.input());
        } catch (IOException e) {
            reason = abortReason.isEmpty() ? ConnectErrors.describe(e) : abortReason;
        } catch (RuntimeException e) {
            fail("reading from " + remote(), e);
            reason = abortReason;
        }
        onEnd(reason);
    }

    LinkHandler handler() {
        return handler;
    }

    boolean isClosed() {
        return closed;
    }

    /** Counts a received line. Called within a call into the node. */
    void lineReceived(int length) {
        messagesIn++;
        bytesIn += length + 1;
    }

    private void onEnd(String reason) {
        host.runInNode(this, () -> {
            boolean notify = !closed && handler != null;
            closed = true;
            if (notify) {
                handler.closed(reason);
            }
        });
        if (sendQueue.finish()) {
            shutdown.halfDone();
        } else {
            shutdown.soon();
        }
        shutdown.halfDone();
    }

    // ---- calls by the node

    @Override
    public boolean send(Message message) {
        if (pending && sendQueue.unwritten() > MAX_PENDING_OUTPUT) {
            abort("replies are not read");
            return false;
        }
        return closed || sendQueue.add(message);
    }

    @Override
    public boolean isBacklogged() {
        return sendQueue.unwritten() > SendQueue.HIGH_WATER_MARK;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            sendQueue.release();
            if (sendQueue.finish()) {
                shutdown.allWritten();
            }
            shutdown.soon();
        }
    }

    @Override
    public void setHandler(LinkHandler next) {
        handler = next;
        pending = false;
    }

    @Override
    public String remote() {
        return socket.getRemoteSocketAddress().toString().replaceFirst("^.*/", "");
    }

    @Override
    public LinkIdentity identity() {
        return transport.identity();
    }

    @Override
    public boolean isLocal() {
        InetAddress remote = socket.getInetAddress();
        return remote.isLoopbackAddress() || remote.equals(socket.getLocalAddress());
    }

    @Override
    public LinkTraffic traffic() {
        return new LinkTraffic(messagesIn, sendQueue.messages(), bytesIn, sendQueue.bytes(), sendQueue.unwritten());
    }

    @Override
    public OutputStream output() throws IOException {
        return transport.output();
    }

    @Override
    public void finished() {
        shutdown.allWritten();
    }

    @Override
    public void failed(Throwable cause) {
        if (cause instanceof Error) {
            host.fail("writing to " + remote(), cause);
        } else if (cause instanceof RuntimeException) {
            fail("writing to " + remote(), cause);
        }
        shutdown.now();
        shutdown.halfDone();
    }

    @Override
    public void drained() {
        host.runInNode(this, () -> {
            if (!closed) {
                handler.drained(this);
            }
        });
    }

    // ---- any thread

    SendQueue sendQueue() {
        return sendQueue;
    }

    Transport transport() {
        return transport;
    }

    /** Returns why this side closed the socket by force; empty if it did not. */
    String abortReason() {
        return abortReason;
    }

    /** Ends the connection after an internal error. The reader then notifies the handler. */
    void fail(String activity, Throwable cause) {
        host.reportError(activity, cause);
        abort("internal error");
    }

    /**
     * Closes the socket immediately, even while another thread reads or writes it.
     *
     * @param reason text for people
     */
    void abort(String reason) {
        abortReason = reason;
        shutdown.now();
    }
}
