package gossip.net;

import gossip.text.ListenErrors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A server socket that accepts connections on one port. Thread-safe; one thread runs {@link #accept}. */
public final class Acceptor implements AutoCloseable {

    private static final int BACKLOG = 1024;
    /** Avoids a busy loop when, for example, no file descriptor is free. Other connections wait in the backlog. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(100);
    /** Of the failures in this time only the first is reported. */
    private static final Duration REPORT_PERIOD = Duration.ofMinutes(1);

    private final ServerSocket server;

    private Acceptor(ServerSocket server) {
        this.server = server;
    }

    /**
     * Binds the port. Connections wait in the backlog until {@link #accept} runs.
     *
     * @param port the port, or 0 for a free one
     * @throws IOException if the host is unknown or the port is in use; the message names it
     */
    public static Acceptor bind(String host, int port) throws IOException {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw ListenErrors.of(host, port, e);
        }
        ServerSocket server = new ServerSocket();
        try {
            // A restarted node can bind its port while connections of the previous process are in TIME_WAIT.
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            server.close();
            throw ListenErrors.of(host, port, e);
        }
        return new Acceptor(server);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Returns why no connection can arrive, if this machine has lost the address on which this socket listens. */
    Optional<String> problem() {
        InetAddress address = server.getInetAddress();
        try {
            boolean present = address.isAnyLocalAddress() || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
            return present ? Optional.empty()
                    : Optional.of("this machine no longer has the address " + address.getHostAddress());
        } catch (SocketException e) {
            // The interfaces cannot be listed, for example because no descriptor is free.
            return Optional.empty();
        }
    }

    /**
     * Accepts connections until closed.
     *
     * @param onFailure receives the reason of a failed accept, at most once in {@link #REPORT_PERIOD}
     */
    void accept(Consumer<Socket> callback, Consumer<String> onFailure) {
        long reportDue = System.nanoTime();
        while (!server.isClosed()) {
            try {
                callback.accept(server.accept());
            } catch (IOException e) {
                if (server.isClosed()) {
                    return;
                }
                if (System.nanoTime() - reportDue >= 0) {
                    reportDue = System.nanoTime() + REPORT_PERIOD.toNanos();
                    onFailure.accept(ConnectErrors.describe(e));
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
