package gossip.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Consumer;

/** Accepts connections on one port, whatever becomes of those accepted before. */
public final class Acceptor implements AutoCloseable {

    private static final int BACKLOG = 1024;
    /** Out of file descriptors, say: others end soon, and a busy loop would not help them. */
    private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

    private final ServerSocket server;

    private Acceptor(ServerSocket server) {
        this.server = server;
    }

    /**
     * Takes the port; connections wait in the backlog until {@link #accept} is running.
     *
     * @param port 0 for a free one
     * @throws IOException saying what could not be had: host unknown, or port in use
     */
    public static Acceptor bind(String host, int port) throws IOException {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IOException("cannot listen on " + host + ": unknown host", e);
        }
        ServerSocket server = new ServerSocket();
        try {
            // A restarted node takes its port back while connections of its earlier life are still timing out.
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            server.close();
            throw new IOException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
        return new Acceptor(server);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Accepts until closed. */
    void accept(Consumer<Socket> whenAccepted, Consumer<IOException> whenFailed) {
        boolean failing = false;
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                whenAccepted.accept(socket);
                failing = false;
            } catch (IOException e) {
                if (!server.isClosed()) {
                    reportFirst(failing, e, whenFailed);
                    failing = true;
                    pause();
                }
            }
        }
    }

    /** The same failure ten times a second is told once. */
    private static void reportFirst(boolean failing, IOException e, Consumer<IOException> whenFailed) {
        if (!failing) {
            whenFailed.accept(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
