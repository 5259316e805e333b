package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Peers in five processes while many others come and go, and then a minute in which busy processes of a higher priority
 * take most of the CPU. The peers retain as many messages before as after. Only in the profile {@code long}. The
 * properties {@code gossip.load.peers}, {@code gossip.load.others} and {@code gossip.load.overload} (seconds) change the
 * size.
 */
@Isolated
@EnabledIfSystemProperty(named = "gossip.long", matches = "true")
class LoadTest {

    private static final int PROCESSES = 5;
    private static final int PEERS = Integer.getInteger("gossip.load.peers", 200);
    private static final int OTHERS = Integer.getInteger("gossip.load.others", 3000);
    private static final Duration OVERLOAD = Duration.ofSeconds(Integer.getInteger("gossip.load.overload", 60));
    private static final int GROUP = 50;
    private static final int BUSY = 12;
    /** Messages that each of the staying peers publishes at first, so that all retain the maximum from the start. */
    private static final int MESSAGES = 6;
    private static final String RETAIN = "--retain=1000";
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    /** The part of the recovery at its end in which no living peer is declared dead. */
    private static final Duration QUIET = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(20);

    @TempDir
    private Path folder;
    private ProcessNetwork network;

    @AfterEach
    void end() {
        network.close();
    }

    @Test
    void peers_that_came_and_went_leave_no_load_and_a_minute_of_overload_does_no_lasting_harm() throws Exception {
        network = new ProcessNetwork(folder, 3, List.of("nice", "-n", "5"));
        for (int i = 0; i < PROCESSES; i++) {
            network.startPeers(PEERS / PROCESSES, MESSAGES, RETAIN);
        }
        ProcessNetwork.await("the join", Duration.ofMinutes(2), () -> network.members().size() == PEERS);
        for (NodeProgram program : network.peerPrograms()) {
            ProcessNetwork.await("the messages", Duration.ofMinutes(1),
                    () -> program.logged("GOSSIP_GENERATED").size() == PEERS / PROCESSES * MESSAGES);
        }
        ProcessNetwork.await("equal digests", Duration.ofMinutes(2), network::digestsAgree);
        ProcessNetwork.pause(MEASURED);
        NodeProgram.Usage before = network.usage();
        long cpuBefore = network.cpuPerSecond(MEASURED);
        print("before", before, cpuBefore);

        for (int i = 0; i < OTHERS; i += GROUP) {
            comeAndGo();
        }
        ProcessNetwork.await("the removal of the others", Duration.ofMinutes(1), () -> network.members().size() == PEERS);
        ProcessNetwork.pause(MEASURED);
        NodeProgram.Usage after = network.usage();
        long cpuAfter = network.cpuPerSecond(MEASURED);
        print("after " + OTHERS + " others", after, cpuAfter);
        assertWithin(1.3, before, after);
        assertTrue(cpuAfter <= cpuBefore * 1.3, () -> cpuAfter + " ms of CPU per second, before " + cpuBefore);

        overload();
        ProcessNetwork.pause(RECOVERY.minus(QUIET));
        OffsetDateTime quiet = OffsetDateTime.now();
        ProcessNetwork.pause(QUIET);
        assertEquals(List.of(), network.loggedSince(quiet, "NEIGHBOR_DEAD"));
        assertEquals(List.of(), network.loggedSince(quiet, "PEER_REMOVED"));
        assertEquals(PEERS, network.members().size(), "listed peers");
        assertTrue(network.digestsAgree(), "the digests agree");
        NodeProgram.Usage end = network.usage();
        print("after the overload", end, network.cpuPerSecond(MEASURED));
        assertWithin(1.5, before, end);
        network.assertNoFaults();
    }

    /** Starts others that join and send one message each, and kills them. */
    private void comeAndGo() throws IOException, InterruptedException {
        NodeProgram others = network.startPeers(GROUP, 1, RETAIN);
        ProcessNetwork.await("the others to join and to publish", Duration.ofMinutes(2),
                () -> others.logged("GOSSIP_GENERATED").size() == GROUP);
        network.killPeers(others);
    }

    /** Kills two processes while others are busy, and starts them again. */
    private void overload() throws IOException, InterruptedException {
        List<Process> busy = new ArrayList<>();
        for (int i = 0; i < BUSY; i++) {
            busy.add(new ProcessBuilder("timeout", Long.toString(OVERLOAD.toSeconds()),
                    "sh", "-c", "while :; do :; done").start());
        }
        ProcessNetwork.pause(OVERLOAD.dividedBy(3));
        for (NodeProgram program : network.peerPrograms().subList(0, 2)) {
            network.killPeers(program);
            network.startPeers(PEERS / PROCESSES, 1, RETAIN);
        }
        for (Process process : busy) {
            assertTrue(process.waitFor(2 * OVERLOAD.toSeconds(), TimeUnit.SECONDS), "a busy process still runs");
        }
    }

    private static void assertWithin(double factor, NodeProgram.Usage before, NodeProgram.Usage after) {
        assertTrue(after.rssKibibytes() <= factor * before.rssKibibytes()
                && after.descriptors() <= factor * before.descriptors(), () -> "before " + before + ", now " + after);
    }

    private static void print(String when, NodeProgram.Usage usage, long cpu) {
        System.out.println(when + ": " + usage.rssKibibytes() / 1024 + " MiB, " + usage.descriptors()
                + " descriptors, " + cpu + " ms of CPU per second");
    }
}
