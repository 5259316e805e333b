package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.SeedNode;
import gossip.journal.DiskStorage;
import gossip.journal.Recovery;
import gossip.protocol.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Seeds with {@code --data} as real processes, which are killed and started again. */
@Tag("processes")
class SeedDataTest {

    private static final String GRACE = "10.0.0.1:7001";
    /** An address where no process listens, so that a probe is refused at once. */
    private static final String DEAD = "127.0.0.1:1";

    @TempDir
    private Path folder;

    private NodeProcess start(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("--listen=127.0.0.1:0", "--data=" + data()));
        all.addAll(List.of(options));
        return NodeProcess.start(SeedNode.class, folder, "127.0.0.1:5000\n", all.toArray(String[]::new));
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static List<String> replies(Address seed, String request, int lines) throws IOException {
        try (RawClient client = new RawClient(seed)) {
            client.send(request + "\n");
            List<String> replies = new ArrayList<>();
            while (replies.size() < lines) {
                replies.add(client.line());
            }
            return replies;
        }
    }

    private static String reply(Address seed, String request) throws IOException {
        return replies(seed, request, 1).getFirst();
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    /** Waits until the condition holds. The pause between two checks is a request to the seed. */
    private static void await(Address seed, Condition condition) throws IOException {
        for (int i = 0; i < 10_000 && !condition.holds(); i++) {
            reply(seed, "STATUS");
        }
        assertTrue(condition.holds());
    }

    private void awaitStored(Address seed, int records) throws IOException {
        await(seed, () -> Recovery.read(DiskStorage.forReading(data()), "seed").entries().size() >= records);
    }

    private static void kill(NodeProcess seed) throws InterruptedException {
        seed.close();
        seed.exitCode();
    }

    /** {@link Process#destroyForcibly} is kill -9. */
    @Test
    void a_seed_that_is_killed_and_started_again_lists_the_same_members_and_keeps_tombstones()
            throws IOException, InterruptedException {
        try (NodeProcess seed = start("--fsync=always")) {
            Address address = seed.awaitStart("SEED_STARTED");
            assertEquals("LIST 0 0", reply(address, "REGISTER " + GRACE + " 9 3 3600000 0 7 1 gossip grace"));
            reply(address, "REGISTER " + DEAD + " 5 1 3600000");
            assertEquals("REMOVED " + DEAD, reply(address, "DEAD " + DEAD));
            kill(seed);
        }
        try (NodeProcess seed = start()) {
            Address address = seed.awaitStart("SEED_STARTED");
            assertTrue(seed.await("JOURNAL_OPENED").contains("records=3 fsync=interval"), seed::toString);
            assertEquals(List.of("LIST 1 1", "MEMBER " + GRACE + " 9 3 7 grace"), replies(address, "MEMBERS", 2));
            assertEquals("BURIED " + DEAD + " 5", reply(address, "REGISTER " + DEAD + " 5 1"));
            assertTrue(reply(address, "STATUS").contains(" durability=interval"));
        }
    }

    @Test
    void a_second_seed_on_the_same_folder_ends_with_one_line_and_exit_code_1()
            throws IOException, InterruptedException {
        try (NodeProcess seed = start(); NodeProcess second = waitAndStart(seed)) {
            second.await("of --data is used by process ");
            assertEquals(1, second.exitCode());
        }
    }

    private NodeProcess waitAndStart(NodeProcess seed) throws IOException, InterruptedException {
        seed.await("JOURNAL_OPENED");
        return start();
    }

    @Test
    void a_damaged_folder_is_reported_in_one_line_and_the_seed_starts() throws IOException, InterruptedException {
        try (NodeProcess seed = start()) {
            Address address = seed.awaitStart("SEED_STARTED");
            reply(address, "REGISTER " + GRACE + " 9 3 3600000 0 7 1 gossip grace");
            reply(address, "REGISTER " + DEAD + " 5 1 3600000");
            awaitStored(address, 2);
            kill(seed);
        }
        Path segment = data().resolve("0000000001.journal");
        Files.writeString(segment, Files.readString(segment).replace("grace", "grave"));
        try (NodeProcess seed = start()) {
            Address address = seed.awaitStart("SEED_STARTED");
            assertTrue(seed.await("JOURNAL_DAMAGED").contains("file=0000000001.journal lines=1"));
            assertEquals(List.of("LIST 1 1", "MEMBER " + DEAD + " 5 1 5 -"), replies(address, "MEMBERS", 2));
            await(address, () -> Files.exists(data().resolve("0000000001.journal.damaged")));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "an open file cannot be deleted")
    void a_seed_whose_folder_is_deleted_says_so_and_stores_its_state_again() throws IOException, InterruptedException {
        try (NodeProcess seed = start()) {
            Address address = seed.awaitStart("SEED_STARTED");
            await(address, () -> Files.exists(data().resolve("0000000001.journal")));
            Files.delete(data().resolve("0000000001.journal"));
            reply(address, "REGISTER " + GRACE + " 9 3 3600000 0 7 1 gossip grace");
            seed.await("JOURNAL_FAILED");
            assertTrue(reply(address, "STATUS").contains(" durability=failed"));
            seed.await("JOURNAL_RESTORED");
            awaitStored(address, 1);
        }
    }
}
