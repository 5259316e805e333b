package gossip.tool;

import gossip.cli.HostPort;
import gossip.protocol.Address;
import gossip.protocol.MessageId;
import gossip.text.PrintableText;
import gossip.tool.client.Answer;
import gossip.tool.client.Deadline;
import gossip.tool.client.Directory;
import gossip.tool.client.Fanout;
import gossip.tool.client.Publication;
import gossip.tool.dashboard.Dashboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that serves the dashboard page until the process is interrupted. */
@Command(name = "dashboard", sortOptions = false, description = "Serves a page that shows the network live: the"
        + " overlay, the spread of messages, failures and charts. With --log it replays a recorded log.")
final class DashboardCommand extends ToolCommand implements Dashboard.Network {

    @Option(names = "--listen", paramLabel = "HOST:PORT", defaultValue = "127.0.0.1:8080",
            converter = HostPort.Converter.class,
            description = "Where the page is served. Every program that can connect may send messages through it."
                    + " Default: ${DEFAULT-VALUE}.")
    private HostPort listen;

    @Option(names = "--log", paramLabel = "FILE", description = "Replays the log of a run.")
    private Optional<Path> log = Optional.empty();

    @Override
    int run() throws IOException, InterruptedException {
        if (log.isPresent() && !Files.isRegularFile(log.get())) {
            throw usageError("--log: " + log.get() + " is not a file");
        }
        try (Dashboard dashboard = log.isPresent()
                ? Dashboard.replay(listen.host(), listen.port(), log.get(), this::report)
                : Dashboard.live(listen.host(), listen.port(), this, this::report)) {
            out().println("The dashboard is at http://" + listen.host() + ":" + dashboard.port() + "/");
            out().flush();
            new CountDownLatch(1).await();
        }
        return YES;
    }

    private void report(String activity, Throwable cause) {
        warn("internal error in " + activity + ": " + cause);
        cause.printStackTrace(spec.commandLine().getErr());
    }

    @Override
    public List<Address> seeds() {
        return configuredSeeds();
    }

    @Override
    public List<String> findings() {
        Deadline deadline = Deadline.after(timeout());
        Directory directory = Directory.of(connector(), seeds(), deadline, perNode());
        if (!directory.isReachable()) {
            return List.of("no seed is reachable");
        }
        List<Answer<NodeCheck>> nodes = Fanout.ask(connector(), directory.nodes(), deadline, perNode(), NodeCheck::ask);
        return Findings.of(directory, nodes).stream()
                .map(finding -> finding.check() + ": " + finding.problem() + "; " + finding.remedy()).toList();
    }

    @Override
    public List<String> explain(Address peer) throws IOException {
        Deadline deadline = Deadline.after(timeout());
        Directory directory = Directory.of(connector(), seeds(), deadline, perNode());
        names.add(directory);
        Timeline timeline = ExplainCommand.fromNodes(connector(), peer, directory.nodes(), deadline, perNode());
        List<String> lines = new ArrayList<>();
        lines.add(timeline.verdict());
        timeline.steps().forEach(step -> lines.add(PrintableText.of(
                Columns.clock(step.time()) + " " + label(step.node()) + " " + Timeline.describe(step, this::label))));
        return lines;
    }

    @Override
    public String publish(String text) throws IOException {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the message is empty");
        }
        Deadline deadline = Deadline.after(timeout());
        List<Address> peers = Directory.of(connector(), seeds(), deadline, perNode()).addresses();
        Publication publication = Publication.of(connector(), text, peers, deadline, perNode());
        List<Answer<MessageId>> failures = publication.failures();
        return publication.id().map(MessageId::toString)
                .orElseThrow(() -> new IOException(failures.isEmpty() ? "no member is listed; start a peer"
                        : label(failures.getLast().node()) + ": " + failures.getLast().error()));
    }
}
