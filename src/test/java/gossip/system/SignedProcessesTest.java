package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.PeerNode;
import gossip.SeedNode;
import gossip.report.RunReport;
import gossip.tls.TestAuthority;
import gossip.tls.TestAuthority.Contents;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Three seeds and 20 peers as processes with {@code --tls --signed}, and the checks of the demo. */
@EnabledIfSystemProperty(named = "gossip.long", matches = "true")
@Timeout(900)
class SignedProcessesTest {

    private static final int PEERS = 20;
    private static final int MESSAGES = 30;

    @TempDir
    private Path folder;
    private final List<NodeProcess> seeds = new ArrayList<>();
    private final List<NodeProcess> peers = new ArrayList<>();

    @AfterEach
    void end() {
        seeds.forEach(NodeProcess::close);
        peers.forEach(NodeProcess::close);
    }

    private static String freeAddress() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return "127.0.0.1:" + free.getLocalPort();
        }
    }

    private void start() throws IOException, InterruptedException {
        Path files = TestAuthority.create("CN=Test CA")
                .write(folder.resolve("tls"), Contents.of("CN=n,OU=seed+OU=peer", "127.0.0.1"));
        List<String> addresses = List.of(freeAddress(), freeAddress(), freeAddress());
        String config = String.join("\n", addresses) + "\ntls=" + files + "\nsigned=true\n";
        for (String address : addresses) {
            seeds.add(NodeProcess.start(SeedNode.class, folder, config, "--listen=" + address));
        }
        for (NodeProcess seed : seeds) {
            seed.awaitStart("SEED_STARTED");
        }
        // One after the other, because a cold process needs most of the CPU for its first handshakes.
        for (int i = 0; i < PEERS; i++) {
            NodeProcess peer = NodeProcess.start(PeerNode.class, folder, config, "--name=peer-" + i,
                    "--messages=" + MESSAGES, "--gossip-interval=4s", "--ping-interval=6s");
            peers.add(peer);
            peer.await(" JOINED ");
        }
    }

    /** Returns the values of a key in the events of a node. */
    private static List<String> values(NodeProcess node, String event, String key) throws IOException {
        return node.log().stream().filter(line -> line.contains(" " + event + " "))
                .map(line -> line.replaceAll(".* " + key + "=(\\S+).*", "$1")).toList();
    }

    private static Set<String> neighbors(NodeProcess peer) {
        try {
            Set<String> neighbors = new TreeSet<>(values(peer, "NEIGHBOR_CONNECTED", "peer"));
            values(peer, "NEIGHBOR_DISCONNECTED", "peer").forEach(neighbors::remove);
            return neighbors;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Crashes the peer with the most neighbors, when its last message has reached all. Returns its address. */
    private String crash(NodeProcess victim) throws IOException, InterruptedException {
        String last = values(victim, "GOSSIP_GENERATED", "id").getLast();
        for (NodeProcess peer : peers) {
            peer.await("GOSSIP_RECEIVED id=" + last);
        }
        Set<String> neighbors = neighbors(victim);
        victim.signal(NodeProcess.Signal.INT);
        victim.exitCode();
        String address = victim.awaitStart("PEER_STARTED").toString();
        for (NodeProcess peer : peers) {
            if (neighbors.contains(peer.awaitStart("PEER_STARTED").toString())) {
                peer.await("NEIGHBOR_DEAD peer=" + address);
            }
        }
        List<String> registeredAt = values(victim, "REGISTERED", "seed");
        for (NodeProcess seed : seeds) {
            if (registeredAt.contains(seed.awaitStart("SEED_STARTED").toString())) {
                seed.await("PEER_REMOVED peer=" + address);
            }
        }
        return address;
    }

    private void awaitAllMessages() throws IOException, InterruptedException {
        for (NodeProcess origin : peers) {
            // One after the other, because all of them take longer than a test waits for one.
            for (int number = 0; number < MESSAGES; number++) {
                origin.await("Message " + number + " [");
            }
            String last = values(origin, "GOSSIP_GENERATED", "id").getLast();
            for (NodeProcess peer : peers) {
                if (peer != origin) {
                    peer.await("GOSSIP_RECEIVED id=" + last);
                }
            }
        }
    }

    @Test
    void the_checks_of_the_demo_hold_with_tls_and_signatures() throws IOException, InterruptedException {
        start();
        for (NodeProcess peer : peers) {
            peer.await(" GOSSIP_GENERATED ");
        }
        NodeProcess victim = peers.stream().max(Comparator.comparing(peer -> neighbors(peer).size())).orElseThrow();
        peers.remove(victim);
        String killed = crash(victim);
        awaitAllMessages();
        List<NodeProcess> running = new ArrayList<>(peers);
        running.addAll(seeds);
        for (NodeProcess node : running) {
            node.signal(NodeProcess.Signal.INT);
        }
        List<String> arguments = new ArrayList<>(List.of("--seeds=3", "--peers=" + PEERS, "--killed=" + killed,
                "--heartbeat=6s", victim.logFile().toString()));
        for (NodeProcess node : running) {
            node.exitCode();
            arguments.add(node.logFile().toString());
            // On a loaded machine, handshakes that take too long are reported, and repeated later.
            assertEquals(List.of(), node.log().stream().filter(line -> line.contains(" BAD_INPUT ")
                    && !line.contains("no TLS handshake in 10 s")).toList());
        }
        StringWriter out = new StringWriter();
        int code = new CommandLine(new RunReport()).setOut(new PrintWriter(out)).execute(arguments.toArray(String[]::new));
        assertEquals(0, code, out::toString);
    }
}
