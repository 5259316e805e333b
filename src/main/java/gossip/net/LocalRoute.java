package gossip.net;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;

/** The address of this machine from which it reaches another one. */
public final class LocalRoute {

    private LocalRoute() {}

    /**
     * Returns the address of this machine from which packets to the other one are sent. Sends none itself: the
     * operating system looks up the route when a UDP socket is connected.
     *
     * @param port any port of the other machine, 1 or higher
     * @return the text of the address, without a zone
     * @throws IOException if this machine has no route
     */
    public static String sourceOf(InetAddress destination, int port) throws IOException {
        String reason = "no local address";
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(destination, port));
            if (!socket.getLocalAddress().isAnyLocalAddress()) {
                return socket.getLocalAddress().getHostAddress().replaceFirst("%.*", "");
            }
        } catch (IOException e) {
            reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        }
        throw new IOException("this machine has no route to " + destination.getHostAddress() + ": " + reason
                + "; configure the network, or give --listen HOST");
    }
}
