package gossip.net;

import gossip.net.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The end of one connection. The socket is closed when everything is written and the input has ended. It is
 * closed without a further wait if the other side does not end the input in time. Thread-safe.
 */
final class ConnectionShutdown {

    private static final Duration LINGER = Duration.ofSeconds(2);

    private final SocketHost<?> host;
    private final Connection connection;
    private final Transport transport;
    private final AtomicInteger openHalves = new AtomicInteger(2);
    private final AtomicReference<Future<?>> forcedClose = new AtomicReference<>();

    ConnectionShutdown(SocketHost<?> host, Connection connection, Transport transport) {
        this.host = host;
        this.connection = connection;
        this.transport = transport;
    }

    /** Sends the end of the output, because everything is written. Does not wait. */
    void allWritten() {
        if (transport.isSecure()) {
            // TLS sends an alert, which may have to wait for the other end. The caller may hold the node lock.
            host.startThread("closing a connection", this::finishOutput);
        } else {
            finishOutput();
        }
    }

    private void finishOutput() {
        try {
            transport.finishOutput();
        } catch (IOException e) {
            // The other side has already reset the connection, so there is no output to shut down.
            now();
        }
        halfDone();
    }

    /** Counts a half as done. Closes the socket after both. */
    void halfDone() {
        if (openHalves.decrementAndGet() == 0) {
            now();
        }
    }

    /** Closes the socket after 2 s, unless both halves are done before. */
    void soon() {
        if (host.isClosed()) {
            now();
        } else if (openHalves.get() > 0 && forcedClose.get() == null) {
            host.connections().addHalfClosed(this);
            Future<?> later = host.resources().timers().schedule(LINGER, this::now);
            if (!forcedClose.compareAndSet(null, later)) {
                later.cancel(false);
            }
        }
    }

    /** Closes the socket immediately, even while another thread reads or writes it. */
    void now() {
        Future<?> later = forcedClose.getAndSet(null);
        if (later != null) {
            later.cancel(false);
        }
        host.connections().remove(connection, this);
        try {
            transport.close();
        } catch (IOException e) {
            host.reportError("closing a connection to " + connection.remote(), e);
        }
    }
}
