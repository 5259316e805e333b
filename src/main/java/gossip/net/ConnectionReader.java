package gossip.net;

import gossip.protocol.Codec;
import gossip.protocol.DecodeCache;
import gossip.protocol.Message;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Payload;
import gossip.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A reader that passes the lines of one connection to the handler of the link. Runs on the reader thread. */
final class ConnectionReader {

    private final SocketHost<?> host;
    private final Connection connection;
    private final DecodeCache decodeCache;
    private final LineReader lines = new LineReader();

    ConnectionReader(SocketHost<?> host, Connection connection) {
        this.host = host;
        this.connection = connection;
        this.decodeCache = host.resources().decodeCache();
    }

    /** Reads until the stream ends. */
    void read(InputStream in) throws IOException {
        while (lines.fill(in)) {
            host.runInNode(connection, this::deliverAll);
        }
    }

    /** Delivers all complete lines in one call into the node. */
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
                deliver(lines.buffer(), lines.from(), lines.to());
                return true;
            }
        } catch (ProtocolException e) {
            connection.handler().malformed(connection, e.getMessage());
        }
        if (connection.isClosed()) {
            lines.discard();
        }
        return false;
    }

    /** Decodes a line only if its payload is new. Most lines are duplicates, and the handler needs only their id. */
    private void deliver(byte[] line, int from, int to) throws ProtocolException {
        Optional<Payload> known = decodeCache.find(line, from, to);
        if (known.isEmpty()) {
            Message message = Codec.decode(line, from, to);
            connection.handler().received(
                    connection, message instanceof Gossip gossip ? decodeCache.remember(gossip) : message);
        } else if (!connection.handler().duplicate(connection, known.get().id())) {
            connection.handler().received(connection, DecodeCache.gossip(known.get(), line, from));
        }
    }
}
