package gossip.http;

import gossip.http.Page.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The pages of a node: {@code /metrics}, {@code /live} and {@code /ready}. */
public final class NodePages {

    private NodePages() {}

    /**
     * Adds the pages to the server.
     *
     * @param statuses supplies the answers of the nodes of the process to STATUS
     */
    public static void addTo(PageServer server, Supplier<List<Map<String, String>>> statuses) {
        server.page("/metrics", request -> new Answer(200, "text/plain; version=0.0.4; charset=utf-8",
                Answer.text(200, NodeMetrics.of(statuses.get())).content()));
        server.page("/live", request -> Answer.text(200, "live\n"));
        server.page("/ready", request -> notReady(statuses.get())
                .map(reason -> Answer.text(503, "not ready: " + reason + "\n"))
                .orElse(Answer.text(200, "ready\n")));
    }

    /** Returns why a node is not ready. A seed is ready once it listens, a peer once it has a neighbor. */
    private static Optional<String> notReady(List<Map<String, String>> nodes) {
        if (nodes.isEmpty()) {
            return Optional.of("no node has started");
        }
        return nodes.stream().filter(node -> "peer".equals(node.get("role")) && "0".equals(node.get("degree")))
                .findFirst().map(node -> "peer " + node.get("address") + " has no neighbor");
    }
}
