package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.PeerNode;
import gossip.SeedNode;
import gossip.protocol.Address;
import gossip.report.LogLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The answers of the tool about processes agree with their event logs. */
@DisabledOnOs(OS.WINDOWS)
@EnabledIfSystemProperty(named = "gossip.long", matches = "true")
class ToolProcessesTest {

    private static final int PROCESSES = 50;
    private static final int MESSAGES = 20;
    private static final Duration TIMEOUT = Duration.ofMinutes(4);

    private final List<NodeProgram> programs = new ArrayList<>();
    private final Map<Address, NodeProgram> peers = new TreeMap<>();
    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        programs.forEach(NodeProgram::close);
    }

    private NodeProgram start(Class<?> program, String configuration, String... options) throws IOException {
        NodeProgram started = NodeProgram.start(List.of(), program, folder, configuration, options);
        programs.add(started);
        return started;
    }

    private Address startNetwork() throws IOException, InterruptedException {
        Address seed = start(SeedNode.class, "127.0.0.1:5000\n", "--listen=127.0.0.1:0").address();
        List<NodeProgram> started = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            started.add(start(PeerNode.class, seed + "\nmessages=0\nname=peer-" + i + "\n"));
        }
        for (NodeProgram peer : started) {
            ProcessNetwork.await("a join", TIMEOUT, () -> !peer.logged(" JOINED").isEmpty());
            peers.put(peer.address(), peer);
        }
        return seed;
    }

    @Test
    void trace_and_graph_agree_with_the_logs() throws Exception {
        Address seed = startNetwork();
        assertGraphAgrees(seed);
        List<Address> origins = List.copyOf(peers.keySet());
        for (int i = 0; i < MESSAGES; i++) {
            Address origin = origins.get(i * 7 % PROCESSES);
            ToolRun sent = ToolRun.of(seed, "send", "--to", origin.toString(), "--wait", "text " + i);
            assertEquals(0, sent.exitCode(), sent::toString);
            assertTraceAgrees(seed, origin, sent.out().lines().findFirst().orElseThrow());
        }
        assertGraphAgrees(seed);
    }

    private void assertTraceAgrees(Address seed, Address origin, String id) throws Exception {
        for (Address peer : peers.keySet()) {
            ProcessNetwork.await(id + " in the log of " + peer, TIMEOUT,
                    () -> peer.equals(origin) || !receptions(peers.get(peer), id).isEmpty());
        }
        List<String> expected = new ArrayList<>();
        for (Map.Entry<Address, NodeProgram> peer : peers.entrySet()) {
            List<LogLine> receptions = receptions(peer.getValue(), id);
            if (peer.getKey().equals(origin)) {
                assertEquals(List.of(), receptions, "receptions at the origin");
                expected.add(origin + " None 0");
            } else {
                assertEquals(1, receptions.size(), () -> "receptions of " + id + " at " + peer.getKey());
                expected.add(peer.getKey() + " " + receptions.getFirst().values().get("from") + " "
                        + receptions.getFirst().values().get("hops"));
            }
        }
        ToolRun trace = ToolRun.of(seed, "trace", id, "--json");
        assertEquals(0, trace.exitCode(), trace::toString);
        assertEquals(expected.stream().sorted().toList(), trace.python(
                "*sorted(n['address'] + ' ' + str(n['from']) + ' ' + str(n['hops']) for n in d['nodes']), sep='\\n'")
                .lines().toList());
    }

    private static List<LogLine> receptions(NodeProgram peer, String id) throws IOException {
        return lines(peer, " GOSSIP_RECEIVED").stream().filter(line -> line.value("id").filter(id::equals).isPresent())
                .toList();
    }

    /** Links may be opened and closed meanwhile, and the logs may be written later, so this waits for agreement. */
    private void assertGraphAgrees(Address seed) throws InterruptedException {
        ProcessNetwork.await("agreement of graph and logs", TIMEOUT, () -> {
            ToolRun graph = ToolRun.of(seed, "graph", "--json");
            List<String> links = graph.python("*sorted(' '.join(sorted(link)) for link in d['edges']), sep='\\n'").lines()
                    .toList();
            return graph.exitCode() == 0 && !links.isEmpty() && links.equals(List.copyOf(loggedLinks()));
        });
    }

    /** Returns the links by the events of their ends. A link that only one end has logged is named as such. */
    private TreeSet<String> loggedLinks() throws IOException {
        TreeSet<String> halves = new TreeSet<>();
        for (Map.Entry<Address, NodeProgram> peer : peers.entrySet()) {
            for (LogLine line : lines(peer.getValue(), "CONNECTED")) {
                String half = peer.getKey() + " " + line.values().get("peer");
                boolean changed = line.event().equals("NEIGHBOR_CONNECTED") ? halves.add(half) : halves.remove(half);
                assertEquals(true, changed, () -> line + " at " + peer.getKey());
            }
        }
        TreeSet<String> links = new TreeSet<>();
        for (String half : halves) {
            String[] ends = half.split(" ");
            String other = ends[1] + " " + ends[0];
            String name = half.compareTo(other) < 0 ? half : other;
            links.add(halves.contains(other) ? name : name + " one-way");
        }
        return links;
    }

    private static List<LogLine> lines(NodeProgram program, String event) throws IOException {
        return program.logged(event).stream().map(line -> LogLine.parse(line).orElseThrow()).toList();
    }
}
