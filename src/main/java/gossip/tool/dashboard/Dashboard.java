package gossip.tool.dashboard;

import gossip.http.Page.Answer;
import gossip.http.PageServer;
import gossip.protocol.Address;
import gossip.tool.client.Connector;
import gossip.tool.client.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The dashboard: a server for the page and for the events that the page shows, live or recorded. */
public final class Dashboard implements AutoCloseable {

    /** What the live page asks of the network. Called on several threads at a time. */
    public interface Network {

        List<Address> seeds();

        /** Returns how to connect to the nodes. */
        Connector connector();

        /** Returns what is wrong with the network, a line for each finding. */
        List<String> findings();

        /** Returns the lines that explain the failures of a peer. */
        List<String> explain(Address peer) throws IOException;

        /** Publishes a message. Returns its id. */
        String publish(String text) throws IOException;
    }

    private final PageServer server;

    private Dashboard(String host, int port, BiConsumer<String, Throwable> errorHandler) throws IOException {
        server = new PageServer(host, port, errorHandler);
        DashboardPages.addTo(server);
    }

    /**
     * Serves the replay of a recorded log.
     *
     * @throws IOException if the log cannot be read or the address cannot be bound
     */
    public static Dashboard replay(String host, int port, Path log, BiConsumer<String, Throwable> errorHandler)
            throws IOException {
        String recording = Recording.read(log).json();
        Dashboard dashboard = new Dashboard(host, port, errorHandler);
        dashboard.server.page("/recording", request -> Answer.json(200, recording));
        dashboard.start("replay");
        return dashboard;
    }

    /**
     * Serves the live network.
     *
     * @throws IOException if the address cannot be bound
     */
    public static Dashboard live(String host, int port, Network network, BiConsumer<String, Throwable> errorHandler)
            throws IOException {
        Dashboard dashboard = new Dashboard(host, port, errorHandler);
        LiveView view = new LiveView(network.connector(), network.seeds(), network::findings);
        dashboard.server.stream("/events", view.stream());
        dashboard.server.page("/send", request -> send(network, request.method(), request.body()));
        dashboard.server.page("/explain", request ->
                explain(network, request.query().getOrDefault("address", "")));
        dashboard.start("live");
        Thread.ofPlatform().daemon().name("dashboard").start(() -> {
            try {
                view.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                errorHandler.accept("querying the network", e);
            }
        });
        return dashboard;
    }

    private void start(String mode) {
        server.page("/mode", request -> Answer.json(200, Json.of(Map.of("mode", mode))));
        server.start();
    }

    private static Answer send(Network network, String method, String text) {
        if (!method.equals("POST")) {
            return Answer.text(405, "only POST is allowed\n");
        }
        try {
            return Answer.json(200, Json.of(Map.of("id", network.publish(text))));
        } catch (IOException | IllegalArgumentException e) {
            return Answer.json(200, Json.of(Map.of("error", String.valueOf(e.getMessage()))));
        }
    }

    private static Answer explain(Network network, String address) {
        try {
            return Answer.json(200, Json.of(Map.of("lines", network.explain(Address.parse(address)))));
        } catch (IOException | IllegalArgumentException e) {
            return Answer.json(200, Json.of(Map.of("lines", List.of(String.valueOf(e.getMessage())))));
        }
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
