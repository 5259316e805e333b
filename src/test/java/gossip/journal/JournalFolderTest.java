package gossip.journal;

import static gossip.journal.SampleJournal.entries;
import static gossip.journal.SampleJournal.entry;
import static gossip.journal.SampleJournal.open;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.node.JournalEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFolderTest {

    private final SimulatedStorage storage = new SimulatedStorage();

    @Test
    void records_are_read_in_their_order_after_a_snapshot_and_a_restart() throws IOException {
        SampleJournal.write(storage);

        Recovery recovery = open(storage).recovery();

        assertEquals(entries(0, 8), recovery.entries());
        assertEquals(List.of(), recovery.events());
        assertEquals(List.of("0000000001.snapshot", "0000000002.journal", "0000000003.journal", "0000000004.journal"),
                storage.list().stream().sorted().toList());
    }

    @Test
    void a_power_cut_loses_nothing_that_was_forced_to_the_disk() {
        RandomSeeds.upTo(60, seed -> {
            try {
                writeAndCutPower(seed);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Appends, forces and snapshots at random, and cuts the power at a random moment, several times. */
    private static void writeAndCutPower(long seed) throws IOException {
        SimulatedStorage storage = new SimulatedStorage();
        SplittableRandom random = new SplittableRandom(seed);
        List<JournalEntry> written = new ArrayList<>();
        int next = 0;
        for (int restart = 0; restart < 8; restart++) {
            JournalFolder folder = open(storage);
            List<JournalEntry> recovered = folder.recovery().entries();
            int forced = written.size();
            assertTrue(recovered.size() >= forced, "restart " + restart);
            assertEquals(written, recovered.subList(0, forced), "restart " + restart);
            List<JournalEntry> all = new ArrayList<>(recovered);
            written = new ArrayList<>(recovered);
            for (int step = random.nextInt(12); step > 0; step--) {
                switch (random.nextInt(4)) {
                    case 0 -> {
                        folder.sync();
                        written = new ArrayList<>(all);
                    }
                    case 1 -> {
                        long covered = folder.rotate();
                        List<JournalEntry> state = List.copyOf(all);
                        folder.append(List.of(entry(next)));
                        all.add(entry(next++));
                        folder.writeSnapshot(covered, state);
                        written = new ArrayList<>(state);
                    }
                    default -> {
                        folder.append(List.of(entry(next)));
                        all.add(entry(next++));
                    }
                }
            }
            storage.cutPower(random);
        }
    }

    @Test
    void after_a_full_disk_a_snapshot_makes_the_journal_complete_again() throws IOException {
        JournalFolder folder = open(storage);
        folder.append(entries(0, 2));
        storage.space = 50;
        assertThrows(IOException.class, () -> folder.append(entries(2, 4)));
        assertThrows(IOException.class, () -> folder.writeSnapshot(folder.rotate(), entries(0, 4)));
        storage.space = Long.MAX_VALUE;

        folder.writeSnapshot(folder.rotate(), entries(0, 4));
        folder.append(entries(4, 5));
        folder.close();

        Recovery recovery = open(storage).recovery();
        assertEquals(entries(0, 5), recovery.entries());
        assertEquals(List.of(), recovery.events());
    }

    @Test
    void a_segment_that_has_vanished_is_an_error_at_the_next_sync() throws IOException {
        JournalFolder folder = open(storage);
        folder.append(entries(0, 1));
        storage.delete("0000000001.journal");

        assertThrows(IOException.class, folder::sync);
    }

    @Test
    void a_snapshot_is_due_when_the_segments_are_large_or_many() throws IOException {
        JournalFolder folder = open(storage);
        assertFalse(folder.isSnapshotDue());
        while (!folder.isSnapshotDue()) {
            folder.append(entries(0, 5000));
        }
        int large = storage.bytes("0000000001.journal").length;
        assertTrue(large > JournalFolder.SNAPSHOT_BYTES && large < JournalFolder.SNAPSHOT_BYTES + (1 << 20),
                () -> large + " bytes");
        folder.writeSnapshot(folder.rotate(), entries(0, 1));
        assertFalse(folder.isSnapshotDue());
        for (int i = 0; i < JournalFolder.MAX_SEGMENTS; i++) {
            folder = open(storage);
        }
        assertTrue(folder.isSnapshotDue());
    }

    @Test
    void data_of_a_later_version_or_another_role_is_refused() throws IOException {
        JournalFolder.open(storage, "seed").close();
        assertEquals("it holds the data of a seed, not of a peer",
                assertThrows(JournalException.class, () -> open(storage)).getMessage());

        LineEncoder later = new LineEncoder();
        later.header(2, "peer");
        storage.put("0000000001.journal", Arrays.copyOf(later.bytes(), later.length()));
        assertTrue(assertThrows(JournalException.class, () -> open(storage)).getMessage().contains("format 2"));
    }

    @Test
    void a_second_user_of_a_folder_on_disk_is_refused_with_the_process_id(@TempDir Path folder) throws IOException {
        try (JournalFolder first = open(DiskStorage.open(folder.resolve("data")))) {
            first.append(entries(0, 3));
            first.sync();
            String refusal = assertThrows(JournalException.class, () -> DiskStorage.open(folder.resolve("data")))
                    .getMessage();
            assertTrue(refusal.contains("is used by process " + ProcessHandle.current().pid() + ";"), refusal);
        }
        try (JournalFolder second = open(DiskStorage.open(folder.resolve("data")))) {
            assertEquals(entries(0, 3), second.recovery().entries());
        }
    }

    @Test
    void a_folder_on_disk_that_has_vanished_is_created_again(@TempDir Path temp) throws IOException {
        Path data = temp.resolve("data");
        JournalFolder folder = open(DiskStorage.open(data));
        Files.delete(data.resolve("0000000001.journal"));
        Files.delete(data.resolve("lock"));
        Files.delete(data);
        assertThrows(IOException.class, folder::requireFolder);

        folder.writeSnapshot(folder.rotate(), entries(0, 2));
        folder.close();

        assertEquals(entries(0, 2), Recovery.read(DiskStorage.forReading(data), "peer").entries());
    }
}
