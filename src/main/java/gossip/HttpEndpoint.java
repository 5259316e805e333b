package gossip;

import gossip.cli.HostPort;
import gossip.eventlog.EventLog;
import gossip.http.NodePages;
import gossip.http.PageServer;
import gossip.protocol.Pairs;
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
     * @param statuses supplies the answers of the nodes to STATUS; none while no node has started
     * @throws IOException if the address cannot be bound
     */
    static void start(Optional<HostPort> address, Supplier<List<String>> statuses, EventLog log) throws IOException {
        if (address.isPresent()) {
            PageServer server = new PageServer(address.get().host(), address.get().port(), log::fault);
            NodePages.addTo(server, () -> statuses.get().stream().map(Pairs::parse).toList());
            server.start();
        }
    }
}
