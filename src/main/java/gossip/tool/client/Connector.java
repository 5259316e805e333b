package gossip.tool.client;

import gossip.net.Resolver;
import gossip.net.transport.PlainTransport;
import gossip.net.transport.TlsTransport;
import gossip.net.transport.Transport;
import gossip.protocol.Address;
import gossip.protocol.Message.Status;
import gossip.protocol.Message.Watch;
import gossip.tls.CredentialStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A factory of connections to nodes, with TLS or without. Thread-safe.
 *
 * @param transports what is between the sockets and the protocol
 * @param resolver looks up the hosts of the nodes
 */
public record Connector(Transport.Factory transports, Resolver resolver) {

    public Connector(Transport.Factory transports) {
        this(transports, HostNames.RESOLVER);
    }

    /**
     * @param tls the folder with the certificate of the client, or empty for connections without TLS
     * @throws IOException if the files in the folder cannot be used
     */
    public static Connector of(Optional<Path> tls) throws IOException {
        return new Connector(tls.isPresent() ? TlsTransport.factory(CredentialStore.ofOption(tls.get()))
                : PlainTransport.FACTORY);
    }

    /** Connects to a node, and checks that its certificate is for this host. */
    public NodeClient connect(Address node, Deadline deadline) throws IOException {
        return new NodeClient(node, deadline, this);
    }

    /**
     * Connects to a node that then sends its events.
     *
     * @param events patterns of their names, separated by commas
     * @param timeout limit of a query that checks before whether the node answers; events are awaited without a limit
     */
    public NodeClient watch(Address node, String events, Duration timeout) throws IOException {
        try (NodeClient client = connect(node, Deadline.after(timeout))) {
            client.state(new Status());
        }
        NodeClient client = connect(node, Deadline.never());
        try {
            client.state(new Watch(events));
            return client;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }
}
