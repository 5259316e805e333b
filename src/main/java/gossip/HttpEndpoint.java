package gossip;

import gossip.cli.HostPort;
import gossip.eventlog.EventLog;
import gossip.http.NodePages;
import gossip.http.PageServer;
import gossip.net.transport.ServerKey;
import gossip.protocol.Pairs;
import gossip.tls.CredentialStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The HTTP pages of the nodes of this process (option {@code --http}), served until the process ends. */
final class HttpEndpoint {

    private HttpEndpoint() {}

    /**
     * Serves the pages if an address is given.
     *
     * @param certificate has the certificate for HTTPS; empty for HTTP
     * @param statuses supplies the answers of the nodes to STATUS; none while no node has started
     * @throws IOException if the address cannot be bound
     */
    static void start(Optional<HostPort> address, Optional<CredentialStore> certificate,
            Supplier<List<String>> statuses, EventLog log) throws IOException {
        if (address.isPresent()) {
            PageServer server = open(address.get(), certificate, log);
            NodePages.addTo(server, () -> statuses.get().stream().map(Pairs::parse).toList());
            server.start();
        }
    }

    private static PageServer open(HostPort address, Optional<CredentialStore> certificate, EventLog log)
            throws IOException {
        if (certificate.isEmpty()) {
            return new PageServer(address.host(), address.port(), log::fault);
        }
        return PageServer.secure(address.host(), address.port(), log::fault, ServerKey.context(certificate.get()));
    }
}
