package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gossip.PeerNode;
import gossip.SeedNode;
import gossip.protocol.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes on pseudo-terminals, which the program {@code script} of util-linux creates. */
@Tag("processes")
class PseudoTerminalTest {

    /** Sequences before an event: a row is inserted above the typed line. */
    private static final String ROW = "\033D\0337\033[A\r\033[L\033[?7l\033[2m";

    @TempDir
    Path folder;

    @BeforeEach
    void requireScript() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "the program script is not installed");
    }

    @Test
    void a_person_sees_sentences_and_asks_seed_and_peer_while_the_file_has_the_events()
            throws IOException, InterruptedException {
        try (NodeProcess seed = NodeProcess.startOnTerminal(SeedNode.class, folder, "127.0.0.1:5000\n",
                "--listen=127.0.0.1:0")) {
            String start = seed.await(" pid ");
            assertTrue(start.contains(ROW), start);
            String listens = "the seed listens on 127.0.0.1:";
            String port = start.substring(start.indexOf(listens) + listens.length()).split(",")[0];
            try (NodeProcess peer = NodeProcess.startOnTerminal(PeerNode.class, folder,
                    new Address("127.0.0.1", Integer.parseInt(port)) + "\n", "--name=ada", "--messages=0")) {
                peer.await("joined with 0 neighbors");
                peer.type("Hello world");
                peer.await("ada: Hello world");
                peer.type("/members");
                peer.await("1 member");
                peer.type("/trace last");
                peer.await("1 of 1 member has it");
                peer.type("/explain ada");
                peer.await("no node recorded a failure of ");
                peer.type("/explain nobody");
                // A typed command has no --help.
                assertEquals("no member is named 'nobody'; if it is gone, give its address, or read its event log with"
                        + " gossip.sh explain nobody --log FILE", peer.await("nobody'"));
                peer.type("/status");
                String status = peer.await("peer ada at 127.0.0.1:");
                assertTrue(status.contains(", pid ") && status.contains(", up "), status);
                peer.await("registered with 1 of 1 seed");
                seed.await("is a member, 1 member");
                peer.type("/leave");
                // A message of a peer without a neighbor reaches no other peer.
                assertEquals(1, peer.exitCode());
                assertTrue(peer.log().stream().anyMatch(line -> line.contains(" GOSSIP_GENERATED id=")), "no event");
            }
            seed.await("ada is removed: left, 0 members");
            seed.type("hello");
            seed.await("this node sends no texts");
            seed.type("/members");
            seed.await("0 members");
            seed.type("/explain ada");
            seed.await(" left the network.");
            seed.type("/quit");
            assertEquals(0, seed.exitCode());
            assertTrue(seed.log().getLast().contains(" SEED_STOPPED reason=quit"), "no SEED_STOPPED");
        }
    }
}
