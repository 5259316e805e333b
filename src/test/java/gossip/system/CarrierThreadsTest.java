package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.SeedNode;
import gossip.protocol.Address;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How many threads of the system a process of one node uses for its connections. */
@Tag("processes")
@EnabledForJreRange(minVersion = 24)
@EnabledOnOs(OS.LINUX)
class CarrierThreadsTest {

    private static final int CLIENTS = 8;

    @TempDir
    private Path folder;

    @Test
    void one_thread_serves_all_connections_of_a_node() throws Exception {
        try (NodeProcess seed = NodeProcess.start(
                SeedNode.class, folder, "127.0.0.1:5000\n", "--listen=127.0.0.1:0")) {
            Address address = seed.awaitStart("SEED_STARTED");
            for (int i = 0; i < CLIENTS; i++) {
                try (RawClient client = new RawClient(address)) {
                    assertTrue(client.send("STATUS\n").line().startsWith("STATE "));
                }
            }
            List<String> threads = seed.threads();
            assertEquals(1, threads.stream().filter(name -> name.startsWith("ForkJoinPool")).count(),
                    () -> "threads: " + threads);
        }
    }
}
