package gossip.system;

import gossip.protocol.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Somebody who writes whatever he likes to a node's port. */
final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int SMALL_BUFFER = 4096;

    private final Socket socket = new Socket();
    private final BufferedReader in;

    /** The small buffer makes the node feel soon that nothing is read here. */
    RawClient(Address node) throws IOException {
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(node.host(), node.port()));
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** How the node sees this connection. */
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

    /** The next line, or null when the node has closed. */
    String line() throws IOException {
        return in.readLine();
    }

    /** Skips to the next line that begins so; null when the node closes before. */
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
