package gossip.system;

import gossip.protocol.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends any bytes to a node over a socket. */
final class RawClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int SMALL_BUFFER = 4096;

    private final Socket socket = new Socket();
    private final BufferedReader in;

    /** Connects with a small receive buffer, so that the send queue of the node fills if nothing is read. */
    RawClient(Address node) throws IOException {
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(node.host(), node.port()));
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns the address by which the node names this connection. */
    String name() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    RawClient send(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the next line, or null if the node has closed the connection. */
    String line() throws IOException {
        return in.readLine();
    }

    /** Returns whether bytes have arrived that were not read. */
    boolean isReady() throws IOException {
        return in.ready();
    }

    /** Returns the next line that begins with this text, or null if the node closes the connection before. */
    String lineWith(String beginning) throws IOException {
        String line = line();
        while (line != null && !line.startsWith(beginning)) {
            line = line();
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
