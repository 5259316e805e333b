package gossip.net.transport;

import gossip.node.LinkIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A transport without TLS. */
public record PlainTransport(Socket socket) implements Transport {

    /** The transports of a program without the option {@code --tls}. */
    public static final Factory FACTORY = new Factory() {
        @Override
        public Transport accepted(Socket socket) {
            return new PlainTransport(socket);
        }

        @Override
        public Transport dialed(Socket socket) {
            return new PlainTransport(socket);
        }
    };

    @Override
    public void handshake() {}

    @Override
    public InputStream input() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public OutputStream output() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void finishOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public LinkIdentity identity() {
        return LinkIdentity.ANONYMOUS;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public boolean isSecure() {
        return false;
    }
}
