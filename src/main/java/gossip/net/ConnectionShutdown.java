package gossip.net;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How a connection ends: by halves, when all is written and when all is read, and by force where the other side does not
 * do its part. Thread-safe.
 */
final class ConnectionShutdown {

    private static final Duration LINGER = Duration.ofSeconds(2);

    private final SocketHost<?> host;
    private final Connection connection;
    private final Socket socket;
    private final AtomicInteger openHalves = new AtomicInteger(2);
    private final AtomicReference<Future<?>> forced = new AtomicReference<>();

    ConnectionShutdown(SocketHost<?> host, Connection connection, Socket socket) {
        this.host = host;
        this.connection = connection;
        this.socket = socket;
    }

    /** All is written: the other side will read that nothing more comes. Never waits. */
    void allWritten() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // The other side was faster: the connection is gone, and with it what had to be shut down.
            now();
        }
        halfDone();
    }

    /** One half is over; after both the socket is closed. */
    void halfDone() {
        if (openHalves.decrementAndGet() == 0) {
            now();
        }
    }

    /** In a while, whatever the other side does meanwhile. */
    void soon() {
        if (host.isClosed()) {
            now();
        } else if (openHalves.get() > 0 && forced.get() == null) {
            Future<?> later = host.later(LINGER, this::now);
            if (!forced.compareAndSet(null, later)) {
                later.cancel(false);
            }
        }
    }

    /** Closes the socket under whoever still reads or writes it. */
    void now() {
        Future<?> later = forced.getAndSet(null);
        if (later != null) {
            later.cancel(false);
        }
        host.forget(connection);
        try {
            socket.close();
        } catch (IOException e) {
            host.fault("closing a connection to " + connection.remote(), e);
        }
    }
}
