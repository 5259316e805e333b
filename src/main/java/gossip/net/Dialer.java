package gossip.net;

import gossip.net.transport.Transport;
import gossip.node.DialFailure;
import gossip.node.LinkHandler;
import gossip.protocol.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** The outbound connections of one node. Each dial runs on a virtual thread. Thread-safe. */
final class Dialer {

    /** Dials of one node that run at the same time. Further ones fail. */
    static final int MAX_DIALS = 256;
    private static final int CONNECT_TIMEOUT_MILLIS = 3000;

    private final SocketHost<?> host;
    private final Resolver resolver;
    private final AtomicInteger running = new AtomicInteger();

    Dialer(SocketHost<?> host, Resolver resolver) {
        this.host = host;
        this.resolver = resolver;
    }

    /** Dials the address on another thread. */
    void dial(Address address, LinkHandler handler) {
        boolean isBelowLimit = running.incrementAndGet() <= MAX_DIALS;
        host.startThread("dialing", () -> {
            try {
                if (!isBelowLimit) {
                    throw new DialException(DialFailure.LOCAL, "more than " + MAX_DIALS + " dials are in progress");
                }
                open(connect(address), handler);
            } catch (IOException e) {
                host.runInNode("handling a failed dial",
                        () -> handler.dialFailed(ConnectErrors.cause(e), ConnectErrors.describe(e)));
            } finally {
                running.decrementAndGet();
            }
        });
    }

    private void open(Socket socket, LinkHandler handler) throws IOException {
        Transport transport = host.resources().transports().dialed(socket);
        Handshakes.dialed(host.resources().timers(), transport);
        host.opened(socket, transport, handler);
    }

    /** Tries each address of the host. If all fail, throws the failure that is the best evidence about the host. */
    private Socket connect(Address address) throws IOException {
        IOException failure = new DialException(DialFailure.UNKNOWN_HOST, "unknown host");
        for (InetAddress candidate : resolver.resolve(address.host())) {
            try {
                return connect(new InetSocketAddress(candidate, address.port()));
            } catch (IOException e) {
                failure = ConnectErrors.cause(failure).isEvidence() ? failure : e;
            }
        }
        throw failure;
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        // Without this, the JDK looks for a SOCKS proxy at each dial, which costs as much as the rest of it.
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.connect(address, CONNECT_TIMEOUT_MILLIS);
            requireTwoEnds(socket);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Refuses a connection of a socket with itself. TCP opens one if the system chooses the dialed port as the local
     * port. This happens only if no process listens there.
     */
    static void requireTwoEnds(Socket socket) throws DialException {
        if (socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress())) {
            throw new DialException(DialFailure.REFUSED, "connection refused: the socket connected to itself");
        }
    }
}
