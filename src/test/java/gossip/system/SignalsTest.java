package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.PeerNode;
import gossip.SeedNode;
import gossip.protocol.Address;
import gossip.report.LogLine;
import gossip.system.NodeProcess.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How real processes end. A peer that gets a signal crashes, or leaves with --on-exit leave, with a complete log. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
class SignalsTest {

    private static final int MESSAGES = 20;

    private Path folder;
    private NodeProcess seed;
    private NodeProcess witness;
    private Address seedAddress;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
        seed = startSeed();
        seedAddress = seed.awaitStart("SEED_STARTED");
        witness = startPeer();
        witness.await(" REGISTERED ");
    }

    @AfterAll
    void end() {
        witness.close();
        seed.close();
    }

    private NodeProcess startSeed() throws IOException {
        return NodeProcess.start(SeedNode.class, folder, "127.0.0.1:5000\n", "--listen=127.0.0.1:0");
    }

    private NodeProcess startPeer(String... options) throws IOException {
        return NodeProcess.start(PeerNode.class, folder, seedAddress + "\nmessages=0\n", options);
    }

    /** Publishes messages and waits until the other peer has received all of them. */
    private Address publish(NodeProcess peer) throws IOException, InterruptedException {
        Address address = peer.awaitStart("JOINED");
        for (int i = 0; i < MESSAGES; i++) {
            peer.type("text " + i + " of " + address);
        }
        for (int i = 0; i < MESSAGES; i++) {
            witness.await("[text " + i + " of " + address + "]");
        }
        return address;
    }

    private static void assertLogIsComplete(NodeProcess peer, Address address) throws IOException {
        List<LogLine> log = peer.log().stream()
                .map(line -> LogLine.parse(line).orElseThrow(() -> new AssertionError("not a log line: " + line)))
                .toList();
        assertEquals("PEER_STARTED", log.getFirst().event());
        assertEquals("PEER_STOPPED", log.getLast().event());
        assertEquals(1, log.stream().filter(line -> line.event().equals("PEER_STOPPED")).count());
        assertEquals(MESSAGES, log.stream().filter(line -> line.event().equals("GOSSIP_GENERATED")).count());
        assertTrue(peer.log().stream().allMatch(line -> line.contains(" PEER " + address + " ")));
    }

    private void assertIsListed(Address peer) throws IOException {
        try (RawClient client = new RawClient(seedAddress)) {
            assertNotNull(client.send("MEMBERS\n").lineWith("MEMBER " + peer + " "), peer + " is not listed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_signal_ends_a_peer_with_a_complete_log_and_the_seed_still_lists_the_peer(Signal signal)
            throws IOException, InterruptedException {
        try (NodeProcess peer = startPeer()) {
            Address address = publish(peer);

            peer.signal(signal);

            assertEquals(128 + signal.number, peer.exitCode());
            assertLogIsComplete(peer, address);
            assertTrue(peer.log().getLast().endsWith("PEER_STOPPED reason=SIG" + signal));
            witness.await(" NEIGHBOR_DISCONNECTED peer=" + address);
            assertIsListed(address);
        }
    }

    @ParameterizedTest
    @EnumSource
    void with_on_exit_leave_a_signal_removes_the_peer_from_the_seed(Signal signal)
            throws IOException, InterruptedException {
        try (NodeProcess peer = startPeer("--on-exit=leave")) {
            Address address = publish(peer);

            peer.signal(signal);

            assertTrue(seed.await(" PEER_REMOVED peer=" + address).contains(" reason=left"));
            assertEquals(0, peer.exitCode());
            assertLogIsComplete(peer, address);
            assertTrue(peer.log().getLast().endsWith("PEER_STOPPED reason=\"left, SIG" + signal + "\""));
        }
    }

    @Test
    void a_typed_leave_removes_the_peer_from_the_seed() throws IOException, InterruptedException {
        try (NodeProcess peer = startPeer()) {
            Address address = publish(peer);

            peer.type("/leave");

            assertTrue(seed.await(" PEER_REMOVED peer=" + address).contains(" reason=left"));
            assertEquals(0, peer.exitCode());
            assertLogIsComplete(peer, address);
        }
    }

    @Test
    void a_typed_quit_ends_the_peer_and_the_seed_still_lists_it() throws IOException, InterruptedException {
        try (NodeProcess peer = startPeer()) {
            Address address = publish(peer);

            peer.type("/quit");

            assertEquals(0, peer.exitCode());
            assertLogIsComplete(peer, address);
            assertIsListed(address);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_signal_ends_a_seed_whose_last_line_is_SEED_STOPPED(Signal signal) throws IOException, InterruptedException {
        try (NodeProcess other = startSeed()) {
            other.await(" SEED_STARTED");

            other.signal(signal);

            assertEquals(128 + signal.number, other.exitCode());
            assertTrue(other.log().getLast().endsWith(" SEED_STOPPED reason=SIG" + signal));
        }
    }
}
