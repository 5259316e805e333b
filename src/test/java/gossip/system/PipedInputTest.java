package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.PeerNode;
import gossip.SeedNode;
import gossip.protocol.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that a program pipes into a peer are delivered, or the peer says that they are not. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
class PipedInputTest {

    private Path folder;
    private NodeProcess seed;
    private NodeProcess witness;
    private Address seedAddress;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
        seed = NodeProcess.start(SeedNode.class, folder, "127.0.0.1:5000\n", "--listen=127.0.0.1:0");
        seedAddress = seed.awaitStart("SEED_STARTED");
        witness = startPeer(seedAddress);
        witness.await(" JOINED ");
    }

    @AfterAll
    void end() {
        witness.close();
        seed.close();
    }

    private NodeProcess startPeer(Address seedOfPeer, String... options) throws IOException {
        String config = seedOfPeer + "\nmessages=0\n";
        return NodeProcess.start(PeerNode.class, folder, config, options);
    }

    @Test
    void a_text_and_leave_are_delivered_before_the_peer_ends_with_0() throws IOException, InterruptedException {
        try (NodeProcess peer = startPeer(seedAddress)) {
            peer.type("a text before the join\n/leave");
            witness.await("[a text before the join]");
            assertEquals(0, peer.exitCode());
        }
    }

    @Test
    void lines_are_delivered_in_order_and_the_peer_continues_after_the_end_of_the_input()
            throws IOException, InterruptedException {
        try (NodeProcess peer = startPeer(seedAddress)) {
            peer.type("first line\n//second line");
            peer.endInput();
            peer.await("the typed input has ended");
            assertTrue(witness.await("[first line]").contains(": Message 0 "));
            assertTrue(witness.await("[/second line]").contains(": Message 1 "));
            peer.signal(NodeProcess.Signal.TERM);
            assertEquals(143, peer.exitCode());
        }
    }

    /** {@code printf 'a\nb\n' | scripts/peer.sh}, repeatedly, while other threads keep the processors busy. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void two_lines_and_the_end_of_the_input_are_delivered_each_time(boolean busy)
            throws IOException, InterruptedException {
        int times = Boolean.getBoolean("gossip.long") ? 100 : 3;
        AtomicBoolean running = new AtomicBoolean(busy);
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread.ofPlatform().daemon().start(() -> {
                while (running.get()) {
                    Thread.onSpinWait();
                }
            });
        }
        for (int i = 0; i < times; i++) {
            try (NodeProcess peer = startPeer(seedAddress)) {
                peer.type("a" + i + busy + "\nb" + i + busy);
                peer.endInput();
                witness.await("Message 0 [a" + i + busy + "]");
                witness.await("Message 1 [b" + i + busy + "]");
            }
        }
        running.set(false);
        FieldReport.add(true, "two lines by printf, " + times + " times" + (busy ? ", busy" : ""), "all delivered");
    }

    @Test
    void a_message_without_a_receiver_is_reported_and_leaving_ends_with_1() throws IOException, InterruptedException {
        try (NodeProcess lonelySeed = NodeProcess.start(
                SeedNode.class, folder, "127.0.0.1:5000\n", "--listen=127.0.0.1:0");
                NodeProcess peer = startPeer(lonelySeed.awaitStart("SEED_STARTED"))) {
            peer.type("nobody is here\n/leave");
            peer.await("messages that reached no other peer, because this peer had no neighbor: 1");
            assertEquals(1, peer.exitCode());
        }
    }

    @Test
    void lines_that_wait_for_a_missing_seed_are_reported_by_quit() throws IOException, InterruptedException {
        try (NodeProcess peer = startPeer(new Address("127.0.0.1", 1))) {
            peer.type("never sent");
            peer.await("typed lines are sent when this peer has joined");
            peer.type("/quit");
            peer.await("typed lines that were not sent, because this peer had not joined the network: 1");
            assertEquals(1, peer.exitCode());
        }
    }

    @Test
    void a_second_signal_ends_a_leave_that_waits() throws IOException, InterruptedException {
        try (NodeProcess peer = startPeer(new Address("127.0.0.1", 1))) {
            peer.type("never sent\n/leave");
            peer.await("leaving when the typed lines are sent, at most 30 s from now");
            peer.signal(NodeProcess.Signal.INT);
            assertEquals(1, peer.exitCode());
            assertTrue(peer.log().getLast().contains("PEER_STOPPED reason=\"left; interrupted by another signal\""));
        }
    }
}
