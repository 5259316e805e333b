package gossip.net;

import gossip.node.LinkHandler;
import gossip.protocol.GossipDecoder;
import gossip.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.LockSupport;

/** A reader that passes the lines of one connection to the handler of the link. Runs on the reader thread. */
final class ConnectionReader {

    /** Type and major version of a TLS record. No line of the protocol contains control characters. */
    private static final byte[] TLS_HANDSHAKE = {0x16, 0x03};
    /**
     * Bytes after which a reader waits for a moment. A virtual thread that never waits keeps its thread of the system,
     * and a node may have only one. Yielding is not enough, because two readers could yield to each other. Guessed.
     */
    private static final int TURN = 256 << 10;

    private final SocketHost<?> host;
    private final Connection connection;
    private final LineReader lines = new LineReader();

    ConnectionReader(SocketHost<?> host, Connection connection) {
        this.host = host;
        this.connection = connection;
    }

    /** Reads until the stream ends. */
    void read(InputStream in) throws IOException {
        boolean isStart = true;
        int left = TURN;
        for (int read = lines.fill(in); read >= 0; read = lines.fill(in)) {
            boolean isTls = isStart && lines.beginsWith(TLS_HANDSHAKE);
            host.runInNode(connection, isTls ? this::rejectTls : this::deliverAll);
            isStart = false;
            while (connection.hasWork()) {
                Runnable then = connection.doWork();
                host.runInNode(connection, () -> {
                    then.run();
                    deliverAll();
                });
            }
            left -= read;
            if (left <= 0) {
                left = TURN;
                LockSupport.parkNanos(1);
            }
        }
    }

    /** Delivers all complete lines in one call into the node, up to one that needs work outside of it. */
    private void deliverAll() {
        boolean delivered = true;
        while (delivered) {
            delivered = deliverNext();
        }
    }

    /** @return whether another complete line may follow */
    private boolean deliverNext() {
        try {
            if (!connection.isClosed() && lines.next()) {
                connection.lineReceived(lines.to() - lines.from());
                deliver(lines.buffer(), lines.from(), lines.to());
                return !connection.hasWork();
            }
        } catch (ProtocolException e) {
            connection.handler().malformed(connection, e.getMessage());
        }
        if (connection.isClosed()) {
            lines.discard();
        }
        return false;
    }

    /** A handshake of TLS has no line end, so its sender would wait for the timeout of the link. */
    private void rejectTls() {
        lines.discard();
        if (!connection.isClosed()) {
            connection.handler().malformed(connection,
                    "the connection begins with TLS, and this node runs without --tls");
        }
    }

    /** Decodes a line only if its message is new. Most lines are copies, and the handler needs only their id. */
    private void deliver(byte[] line, int from, int to) throws ProtocolException {
        GossipDecoder decoder = host.decoder();
        LinkHandler handler = connection.handler();
        boolean isDuplicate = decoder.read(line, from, to)
                && handler.duplicate(connection, decoder.origin(), decoder.sequence());
        if (!isDuplicate) {
            handler.received(connection, decoder.decode());
        }
    }
}
