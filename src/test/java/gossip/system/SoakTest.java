package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A long run in which every 20 s a process of peers is killed and replaced, or stopped for a while, or a seed is
 * restarted. Only in the profile {@code long}. The properties {@code gossip.soak.minutes} and {@code gossip.soak.peers}
 * change the size.
 */
@Isolated
@EnabledIfSystemProperty(named = "gossip.long", matches = "true")
class SoakTest {

    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("gossip.soak.minutes", 30));
    private static final int PEERS = Integer.getInteger("gossip.soak.peers", 200);
    private static final int PROCESSES = 10;
    private static final Duration PAUSE = Duration.ofSeconds(20);
    /** Longer than three missed heartbeats and a probe of the seed, so the peers of the process are removed. */
    private static final Duration STOPPED = Duration.ofSeconds(8);
    /** Enough messages for the whole run, one per second and process. */
    private static final int MESSAGES = 10_000;
    private static final double FLAT = 1.2;

    @TempDir
    private Path folder;
    private ProcessNetwork network;
    private final Random random = new Random(1);

    @AfterEach
    void end() {
        network.close();
    }

    @Test
    void memory_stays_flat_and_all_digests_are_equal_at_the_end() throws Exception {
        network = new ProcessNetwork(folder, 3, List.of("nice", "-n", "5"));
        NodeProgram oldest = network.startPeers(PEERS / PROCESSES, 0);
        for (int i = 1; i < PROCESSES; i++) {
            network.startPeers(PEERS / PROCESSES, 3);
        }
        NodeProgram publisher = network.startPeers(1, MESSAGES);
        ProcessNetwork.await("the join", Duration.ofMinutes(2), () -> network.members().size() == PEERS + 1);

        List<Long> memory = new ArrayList<>();
        long end = System.nanoTime() + TIME.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            disturb(i, List.of(oldest, publisher));
            ProcessNetwork.pause(PAUSE);
            memory.add(oldest.usage().rssKibibytes());
        }
        network.killPeers(publisher);
        double listed = ProcessNetwork.await("that all peers are listed", Duration.ofSeconds(30),
                () -> network.members().size() == PEERS);
        double equal = ProcessNetwork.await("equal digests", Duration.ofSeconds(30).minusMillis((long) (listed * 1000)),
                network::digestsAgree);
        System.out.println("listed after " + listed + " s, equal after " + (listed + equal) + " s, memory " + memory);

        List<Long> last = memory.subList(memory.size() / 3, memory.size());
        long least = last.stream().mapToLong(Long::longValue).min().orElseThrow();
        long most = last.stream().mapToLong(Long::longValue).max().orElseThrow();
        assertTrue(most <= FLAT * least, () -> "memory in KiB: " + memory);
        network.assertNoFaults();
        assertEquals(PROCESSES, network.peerPrograms().stream().filter(NodeProgram::isAlive).count());
    }

    private void disturb(int number, List<NodeProgram> kept) throws IOException, InterruptedException {
        List<NodeProgram> others = network.peerPrograms().stream().filter(program -> !kept.contains(program)).toList();
        NodeProgram victim = others.get(random.nextInt(others.size()));
        switch (number % 3) {
            case 0 -> {
                network.killPeers(victim);
                network.startPeers(PEERS / PROCESSES, 3);
            }
            case 1 -> {
                victim.signal("STOP");
                ProcessNetwork.pause(STOPPED);
                victim.signal("CONT");
            }
            default -> {
                Address seed = network.seeds().get(random.nextInt(network.seeds().size()));
                network.seedProgram(seed).kill();
                network.startSeed(seed);
            }
        }
    }
}
