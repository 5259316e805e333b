package gossip.tool;

import gossip.protocol.Address;
import gossip.protocol.Message.Evidence;
import gossip.protocol.Message.Status;
import gossip.report.LogFiles;
import gossip.report.LogLine;
import gossip.tool.client.Answer;
import gossip.tool.client.Connector;
import gossip.tool.client.Deadline;
import gossip.tool.client.Directory;
import gossip.tool.client.Fanout;
import gossip.tool.client.Fields;
import gossip.tool.client.NodeClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that prints why a peer was declared dead. */
@Command(name = "explain", sortOptions = false, description = "Shows what all nodes recorded about the failures of a"
        + " peer, and why it was declared dead. Exit code 1 if nothing is recorded.")
final class ExplainCommand extends ToolCommand {

    /** The events of a log that are about another peer and explain its failure. */
    private static final Set<String> ABOUT_OTHERS = Set.of("NEIGHBOR_DISCONNECTED", "NEIGHBOR_CONNECTED", "PING_MISSED",
            "NEIGHBOR_DEAD", "DEATH_REPORTED", "DEATH_REFUTED", "PEER_PROBED", "PEER_REMOVED",
            "PEER_REGISTERED");
    private static final Set<String> OWN = Set.of("PEER_STARTED", "PEER_STOPPED", "REBORN", "JOINED");
    /** Clock differences below this many milliseconds are not corrected, because they may be measuring errors. */
    private static final long CLOCK_ERROR = 50;

    @Parameters(paramLabel = "ADDRESS", description = "A peer, by address, or by name as long as a"
            + " seed or the log has it.")
    private String peer;

    @Option(names = "--log", paramLabel = "FILE", description = "Reads an event log instead of asking the nodes.")
    private Optional<Path> log = Optional.empty();

    @Override
    int run() throws IOException {
        Timeline timeline = log.isPresent() ? fromLog(inLog(log.get()), log.get()) : fromNodes(directory());
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("address", timeline.about());
            document.put("events", timeline.steps().stream().map(ExplainCommand::document).toList());
            document.put("verdict", timeline.verdict());
            print(document);
        } else {
            timeline.steps().forEach(step -> Columns.wrap(Columns.clock(step.time()) + "  " + label(step.node()) + "  "
                    + Timeline.describe(step, this::label), "    ").forEach(out()::println));
            Columns.wrap(timeline.verdict()).forEach(out()::println);
        }
        return timeline.steps().isEmpty() ? NO : YES;
    }

    private static Map<String, Object> document(Timeline.Step step) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("time", Columns.timestamp(step.time()));
        row.put("node", step.node());
        row.put("event", step.event());
        step.values().forEach(row::putIfAbsent);
        return row;
    }

    /** Explains a member, or a peer that a seed has removed, if no failure of a member with the name is recorded. */
    private Timeline fromNodes(Directory directory) throws IOException {
        if (peer.contains(":")) {
            return fromNodes(resolve(peer), directory);
        }
        List<Address> named = directory.named(peer);
        String hint = "if it is gone, give its address, or read its event log with gossip.sh explain " + peer
                + " --log FILE";
        if (named.isEmpty()) {
            return fromNodes(lastRemoved(directory).orElseGet(() -> only(peer, named, hint)), directory);
        }
        Address member = only(peer, named, hint);
        Timeline timeline = fromNodes(member, directory);
        Optional<Address> removed = timeline.steps().isEmpty() ? lastRemoved(directory) : Optional.empty();
        if (removed.isEmpty()) {
            return timeline;
        }
        warn(label(member) + " has no recorded failure; this is about " + removed.get()
                + ", which had the name before");
        return fromNodes(removed.get(), directory);
    }

    /** Returns the last peer with the given name that a seed has removed. Seeds of an earlier version know no names. */
    private Optional<Address> lastRemoved(Directory directory) {
        Comparator<Map<String, String>> byTime = Comparator.comparing(row -> Long.parseLong(row.get("time")));
        return ask(directory.seeds().stream().map(Answer::node).toList(), this::removals).stream()
                .flatMap(answer -> answer.value().orElse(List.of()).stream()).max(byTime)
                .map(row -> Address.parse(row.get("peer")));
    }

    private List<Map<String, String>> removals(NodeClient seed) throws IOException {
        List<Map<String, String>> removals = new ArrayList<>();
        for (Map<String, String> row : seed.rows(new Evidence(Optional.empty()))) {
            if (peer.equals(row.get("name"))) {
                new Fields(row).numbers("time").address("peer");
                removals.add(row);
            }
        }
        return removals;
    }

    /** Asks all members and seeds. The times of each node are corrected by the difference of its clock. */
    private Timeline fromNodes(Address about, Directory directory) {
        return timeline(about, ask(directory.nodes(), client -> steps(client, about)), answer ->
                warn("partial answer: " + label(answer.node()) + ": " + answer.error()));
    }

    /** Asks the nodes without reporting those that do not answer. */
    static Timeline fromNodes(
            Connector connector, Address about, List<Address> nodes, Deadline deadline, Duration perNode) {
        return timeline(about, Fanout.ask(connector, nodes, deadline, perNode, client -> steps(client, about)),
                silent -> { });
    }

    private static Timeline timeline(
            Address about, List<Answer<List<Timeline.Step>>> answers, Consumer<Answer<?>> silent) {
        List<Timeline.Step> steps = new ArrayList<>();
        for (Answer<List<Timeline.Step>> answer : answers) {
            answer.value().ifPresentOrElse(
                    found -> found.forEach(step -> steps.add(new Timeline.Step(
                            step.time(), answer.node().toString(), step.event(), step.values()))),
                    () -> silent.accept(answer));
        }
        return Timeline.of(about.toString(), steps).withoutFirstStart();
    }

    private static List<Timeline.Step> steps(NodeClient client, Address about) throws IOException {
        long before = System.currentTimeMillis();
        Map<String, String> state = new Fields(client.state(new Status())).optionalNumbers("time", "start").values();
        long theirs = Long.parseLong(state.getOrDefault("time", "0"));
        long offset = theirs - (before + System.currentTimeMillis()) / 2;
        long correction = Math.abs(offset) < CLOCK_ERROR ? 0 : offset;
        List<Timeline.Step> steps = new ArrayList<>();
        for (Map<String, String> row : client.rows(new Evidence(Optional.of(about)))) {
            new Fields(row).numbers("time").texts("event");
            Map<String, String> values = new LinkedHashMap<>(row);
            Instant time = Instant.ofEpochMilli(Long.parseLong(values.remove("time")) - correction);
            steps.add(new Timeline.Step(time, "", values.remove("event"), values));
        }
        String start = state.get("start");
        if (start != null && about.toString().equals(state.get("address"))) {
            Instant time = Instant.ofEpochMilli(Long.parseLong(start) - correction);
            steps.add(new Timeline.Step(time, "", "PEER_STARTED", Map.of("incarnation", start)));
        }
        return steps;
    }

    /** Returns the address of the peer, which is that of its last start if it is given by name. */
    private Address inLog(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw usageError("--log: " + file + " is not a file");
        }
        if (peer.contains(":")) {
            return resolve(peer);
        }
        List<String> starts = new ArrayList<>();
        LogFiles.forEachLine(List.of(file), (log, line) -> {
            if (line.contains(" PEER_STARTED ") || line.contains("\"PEER_STARTED\"")) {
                LogLine.parse(line).filter(event -> event.value("name").filter(peer::equals).isPresent())
                        .ifPresent(event -> starts.add(event.address()));
            }
        });
        if (starts.isEmpty()) {
            throw usageError("no peer is named '" + peer + "' in " + file + "; give its address");
        }
        return Address.parse(starts.getLast());
    }

    private Timeline fromLog(Address about, Path file) throws IOException {
        String address = about.toString();
        List<Timeline.Step> steps = new ArrayList<>();
        LogFiles.forEachLine(List.of(file), (log, line) -> {
            if (line.contains("PEER_STARTED")) {
                LogLine.parse(line).ifPresent(start -> start.value("name")
                        .ifPresent(name -> names.add(start.address(), name)));
            }
            if (line.contains(address)) {
                LogLine.parse(line).filter(event -> isAbout(event, address)).ifPresent(event -> {
                    Map<String, String> values = new LinkedHashMap<>(event.values());
                    values.remove("peer");
                    steps.add(new Timeline.Step(event.time().toInstant(), event.address(), event.event(), values));
                });
            }
        });
        return Timeline.of(address, steps);
    }

    private static boolean isAbout(LogLine line, String address) {
        return line.value("peer").filter(address::equals).isPresent() && ABOUT_OTHERS.contains(line.event())
                || line.address().equals(address) && OWN.contains(line.event());
    }
}
