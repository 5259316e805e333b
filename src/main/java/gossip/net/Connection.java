package gossip.net;

import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.DecodeCache;
import gossip.protocol.Message;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Payload;
import gossip.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A link on a TCP connection.
 *
 * <pre>
 *   open --close()--------> half closed: what waits goes out, then FIN; what comes in is thrown away
 *    |                          |--FIN of the other side, or 2 s--> closed
 *    +--FIN, reset, error--> handler told, what waits goes out--> closed
 * </pre>
 *
 * Closing by halves lets the other side read our last line, where a plain close with unread input would reset it.
 */
final class Connection implements Link, SendQueue.Owner, ConnectionWriter.Target {

    private static final int CONNECT_MILLIS = 3000;

    private final SocketHost<?> host;
    private final Socket socket;
    private final SendQueue sendQueue = new SendQueue(this);
    private final ConnectionWriter writer = new ConnectionWriter(sendQueue, this);
    private final ConnectionShutdown shutdown;
    /**
     * This and the next are guarded by the host's turns. Nobody else holds the handler, a thread's stack least of all:
     * what has been handed over is to be forgotten, with all that it remembers of how the link came about.
     */
    private LinkHandler handler;
    private boolean closed;

    Connection(SocketHost<?> host, Socket socket) {
        this.host = host;
        this.socket = socket;
        this.shutdown = new ConnectionShutdown(host, this, socket);
    }

    // ---- the reader thread

    /** Serves a connection that was accepted, until it ends. */
    void serve() {
        host.runInNode(() -> handler = host.accepted(this));
        read();
    }

    /** Dials and then serves, for the handler that it has been handed over to. */
    void dial(Address address) {
        try {
            socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            shutdown.now();
            host.runInNode(() -> handler.closed(describe(e)));
            return;
        }
        host.runInNode(() -> handler.opened(this));
        read();
    }

    private void read() {
        String reason = "closed";
        try {
            InputStream in = socket.getInputStream();
            LineReader lines = new LineReader();
            while (lines.fill(in)) {
                deliver(lines);
            }
        } catch (IOException e) {
            reason = describe(e);
        }
        onClosed(reason);
    }

    /** All that has come in in one turn; a fault of the node costs it one line, not those behind. */
    private void deliver(LineReader lines) {
        boolean[] done = {false};
        while (!done[0] && !host.isClosed()) {
            host.runInNode(() -> {
                while (!done[0]) {
                    done[0] = !deliverNext(lines);
                }
            });
        }
    }

    /** @return whether there may be another */
    private boolean deliverNext(LineReader lines) {
        try {
            if (!closed && lines.next()) {
                deliver(lines.buffer(), lines.from(), lines.to());
                return true;
            }
        } catch (ProtocolException e) {
            handler.malformed(this, e.getMessage());
        }
        if (closed) {
            lines.discard();
        }
        return false;
    }

    /** Most lines are copies of messages that are known, and the handler needs no more than the id to be done with one. */
    private void deliver(byte[] line, int from, int to) throws ProtocolException {
        Optional<Payload> known = host.decodeCache().find(line, from, to);
        if (known.isEmpty()) {
            Message message = Codec.decode(line, from, to);
            handler.received(this, message instanceof Gossip gossip ? host.decodeCache().remember(gossip) : message);
        } else if (!handler.duplicate(this, known.get().id())) {
            handler.received(this, DecodeCache.gossip(known.get(), line, from));
        }
    }

    /** Nothing more comes in; what is waiting to go out still does. */
    private void onClosed(String reason) {
        host.runInNode(() -> {
            if (!closed) {
                closed = true;
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

    private static String describe(IOException e) {
        return switch (e) {
            case UnknownHostException unknown -> "unknown host";
            case SocketTimeoutException timeout -> "no answer";
            default -> String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        };
    }

    // ---- the node's side, in a turn with it

    @Override
    public boolean send(Message message) {
        return closed || sendQueue.add(message);
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
    }

    @Override
    public String remote() {
        SocketAddress remote = socket.getRemoteSocketAddress();
        return remote == null ? "unconnected" : remote.toString().replaceFirst("^.*/", "");
    }

    void awaitCapacity(Duration patience) throws InterruptedException {
        sendQueue.awaitCapacity(patience);
    }

    // ---- the writer's side

    @Override
    public void onStaged() {
        host.lock().staged(sendQueue);
    }

    @Override
    public void onWritable() {
        host.lock().write(writer);
    }

    @Override
    public OutputStream output() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void finished() {
        shutdown.allWritten();
    }

    @Override
    public void failed(IOException cause) {
        shutdown.now();
        shutdown.halfDone();
    }

    @Override
    public void drained() {
        host.runInNode(() -> {
            if (!closed) {
                handler.drained(this);
            }
        });
    }

    /** Ends at once, under whoever reads or writes. */
    void abort() {
        shutdown.now();
    }
}
