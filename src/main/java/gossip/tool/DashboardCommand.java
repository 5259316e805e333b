package gossip.tool;

import gossip.http.Page.Answer;
import gossip.http.PageServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that serves the dashboard page until the process is interrupted. */
@Command(name = "dashboard", description = {
    "Serves a page that shows the network live: the overlay, the spread of messages, failures and charts.",
    "With --log it replays a recorded log instead."})
public final class DashboardCommand implements Callable<Integer> {

    @Option(names = "--listen", paramLabel = "HOST:PORT", defaultValue = "127.0.0.1:8080",
            description = "Where the page is served. Default: ${DEFAULT-VALUE}.")
    private String listen;

    @Option(names = "--log", paramLabel = "FILE", description = "The log of a run, to be replayed.")
    private Optional<Path> log;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int colon = listen.lastIndexOf(':');
        InetSocketAddress address = new InetSocketAddress(
                listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
        try (PageServer server = new PageServer(address, (path, cause) -> cause.printStackTrace())) {
            DashboardPages.addTo(server);
            String recording = Recording.read(log.orElseThrow()).json();
            server.page("/mode", request -> Answer.json(200, Json.of(Map.of("mode", "replay"))));
            server.page("/recording", request -> Answer.json(200, recording));
            server.start();
            System.out.println("The dashboard is at http://" + address.getHostString() + ":" + server.port() + "/");
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
