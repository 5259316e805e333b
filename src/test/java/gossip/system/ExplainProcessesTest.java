package gossip.system;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gossip.PeerNode;
import gossip.SeedNode;
import gossip.protocol.Address;
import gossip.tool.GossipTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The verdict of explain about processes that ended, hung, left, were cut off, suspected wrongly and started again. */
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "gossip.long", matches = "true")
class ExplainProcessesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final String HEARTBEAT = "--ping-interval=1s";
    /** The seed waits for half of the heartbeat of a reported peer, 7 s here. */
    private static final String LONG_HEARTBEAT = "--ping-interval=14s";
    /** A shell that starts the build in the background lets it ignore SIGINT, and so would the nodes. */
    private static final List<String> INTERRUPTIBLE = List.of("env", "--default-signal=INT");
    /** Two hosts as network namespaces: NAME-1 has 10.79.0.1, and NAME-2 has 10.79.0.2. */
    private static final String ADD_HOSTS = """
            ip netns add $0-1 && ip netns add $0-2 &&
            ip link add eth0 netns $0-1 type veth peer name eth0 netns $0-2 || exit 77
            for i in 1 2; do
              ip -n $0-$i addr add 10.79.0.$i/24 dev eth0 && ip -n $0-$i link set lo up && ip -n $0-$i link set eth0 up
            done
            """;

    private final List<NodeProgram> programs = new ArrayList<>();
    private final String hosts = "gx" + ProcessHandle.current().pid();
    @TempDir
    private Path folder;

    @AfterEach
    void stop() throws IOException, InterruptedException {
        programs.forEach(NodeProgram::close);
        shell("ip netns del $0-1; ip netns del $0-2");
    }

    private int shell(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", script, hosts).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    private NodeProgram start(List<String> wrapper, Class<?> program, String configuration, String... options)
            throws IOException {
        NodeProgram started = NodeProgram.start(wrapper, program, folder, configuration, options);
        programs.add(started);
        return started;
    }

    private NodeProgram startPeer(List<String> wrapper, Address seed, String... options)
            throws IOException, InterruptedException {
        NodeProgram peer = start(wrapper, PeerNode.class, seed + "\nmessages=0\n", options);
        ProcessNetwork.await("the peer to join", TIMEOUT, () -> !peer.logged("JOINED").isEmpty());
        return peer;
    }

    private static void awaitEvent(NodeProgram node, String event, Address about) throws InterruptedException {
        awaitEvent(node, event, about, 1);
    }

    /** @param times how often the node has logged it */
    private static void awaitEvent(NodeProgram node, String event, Address about, int times)
            throws InterruptedException {
        ProcessNetwork.await(event + " of " + about, TIMEOUT, () -> node.logged(event).stream()
                .filter(line -> line.contains(" peer=" + about + " ") || line.endsWith(" peer=" + about))
                .count() >= times);
    }

    private static void assertVerdict(String expected, Address seed, Address peer) throws Exception {
        ToolRun run = ToolRun.of(seed, "explain", peer.toString(), "--json");
        String verdict = run.python("d['verdict']");
        assertTrue(verdict.matches(peer + expected), () -> verdict + "\n does not match " + expected + "\n" + run);
    }

    @Test
    void explain_tells_the_ends_of_processes_apart() throws Exception {
        NodeProgram seedProgram = start(List.of(), SeedNode.class, "127.0.0.1:5000\n", "--listen=127.0.0.1:0");
        Address seed = seedProgram.address();
        NodeProgram others = startPeer(List.of(), seed, HEARTBEAT, "--count=3");
        NodeProgram interrupted = startPeer(INTERRUPTIBLE, seed, HEARTBEAT);
        NodeProgram stopped = startPeer(List.of(), seed, HEARTBEAT);
        NodeProgram leaving = startPeer(INTERRUPTIBLE, seed, HEARTBEAT, "--on-exit=leave");
        NodeProgram restarted = startPeer(List.of(), seed, HEARTBEAT);
        // It is linked to every peer, so also to those that go on running.
        NodeProgram overloaded = startPeer(List.of(), seed, LONG_HEARTBEAT, "--links=7");
        Address overloadedAddress = overloaded.address();

        overloaded.signal("STOP");
        interrupted.signal("INT");
        stopped.signal("STOP");
        leaving.signal("INT");
        restarted.kill();
        awaitEvent(others, "NEIGHBOR_DEAD", overloadedAddress);
        overloaded.signal("CONT");

        awaitEvent(seedProgram, "DEATH_REFUTED", overloadedAddress);
        assertVerdict(" was declared dead by \\d of \\d neighbors? after \\d+ missed PINGs; no connection was lost before,"
                + " so it was silent: hung, overloaded or cut off; but it answered the seed, so it was suspected"
                + " wrongly\\.", seed, overloadedAddress);
        awaitEvent(seedProgram, "PEER_REMOVED", leaving.address());
        assertVerdict(" left the network\\.", seed, leaving.address());
        awaitEvent(seedProgram, "PEER_REMOVED", interrupted.address());
        assertVerdict(" was declared dead by \\d of \\d neighbors? after \\d+ missed PINGs; the connection was lost \\(.*\\)"
                + " \\d+ s before; the seed's probe was refused because its process had ended, so it was removed\\.",
                seed, interrupted.address());
        awaitEvent(seedProgram, "PEER_REMOVED", stopped.address());
        assertVerdict(" was declared dead by \\d of \\d neighbors? after \\d+ missed PINGs; no connection was lost before,"
                + " so it was silent: hung, overloaded or cut off; the seed's probe was accepted and not answered because"
                + " its process hung or was stopped, so it was removed\\.", seed, stopped.address());
        stopped.signal("CONT");
        awaitEvent(seedProgram, "PEER_REGISTERED", stopped.address(), 2);
        assertVerdict(" was declared dead by .* hung or was stopped, so it was removed; it has joined again since\\.",
                seed, stopped.address());
        awaitEvent(seedProgram, "PEER_REMOVED", restarted.address());
        startPeer(List.of(), seed, HEARTBEAT, "--listen=" + restarted.address());
        assertVerdict(" was declared dead by .* its process had ended, so it was removed; it was started again since\\.",
                seed, restarted.address());
    }

    @Test
    void explain_tells_that_a_process_was_started_again_before_it_was_declared_dead() throws Exception {
        NodeProgram seedProgram = start(List.of(), SeedNode.class, "127.0.0.1:5000\n", "--listen=127.0.0.1:0");
        Address seed = seedProgram.address();
        startPeer(List.of(), seed, LONG_HEARTBEAT, "--count=3");
        NodeProgram restarted = startPeer(List.of(), seed, LONG_HEARTBEAT);

        restarted.kill();
        startPeer(List.of(), seed, LONG_HEARTBEAT, "--listen=" + restarted.address());

        assertVerdict(" was started again \\d+ s after the connection was lost \\(.*\\); no neighbor had declared it"
                + " dead\\.", seed, restarted.address());
    }

    @Test
    void explain_tells_that_the_network_of_a_host_was_down() throws Exception {
        assumeTrue(shell(ADD_HOSTS) == 0, "needs root, iproute2 and network namespaces");
        List<String> first = List.of("ip", "netns", "exec", hosts + "-1");
        List<String> second = List.of("ip", "netns", "exec", hosts + "-2");
        Address seed = new Address("10.79.0.1", 5000);
        NodeProgram seedProgram = start(first, SeedNode.class, seed + "\n");
        seedProgram.address();
        startPeer(first, seed, HEARTBEAT, "--count=3");
        Address cutOff = startPeer(second, seed, HEARTBEAT).address();

        shell("ip -n $0-2 link set eth0 down");
        awaitEvent(seedProgram, "PEER_REMOVED", cutOff);

        String verdict = explain(first, seed, cutOff);
        assertTrue(verdict.matches("(?s).*" + cutOff + " was declared dead by \\d of \\d neighbors? after \\d+ missed PINGs;"
                + " .* the seed's probe found no connection because its host or network was down, so it was removed\\. *"),
                verdict);
    }

    /** Returns what the tool prints in a process on a host, in one line. */
    private static String explain(List<String> host, Address seed, Address about) throws IOException {
        List<String> command = new ArrayList<>(host);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), GossipTool.class.getName(), "explain", about.toString(),
                "--seed=" + seed));
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    }
}
