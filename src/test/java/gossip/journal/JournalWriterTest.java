package gossip.journal;

import static gossip.journal.SampleJournal.entries;
import static gossip.journal.SampleJournal.entry;
import static gossip.journal.SampleJournal.open;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.JournalEntry;
import gossip.node.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a journal is stored while the disk works, is full, read-only or slow. Time and disk are simulated. */
class JournalWriterTest {

    private final SimulatedStorage storage = new SimulatedStorage();
    private final List<String> events = new ArrayList<>();
    /** Everything that the node has written, which is also its state. */
    private final List<JournalEntry> state = new ArrayList<>();
    private long now;
    private boolean nodeRuns = true;
    private JournalWriter writer;

    private final Node node = SampleJournal.node(state);
    private final NodeJournal.Listener listener = SampleJournal.recording(events);

    @BeforeEach
    void open() throws IOException {
        open(Fsync.INTERVAL);
    }

    private void open(Fsync fsync) throws IOException {
        writer = new JournalWriter(JournalFolder.read(storage, "peer"), fsync, call -> {
            if (nodeRuns) {
                call.accept(node);
            }
        }, listener, () -> now);
        writer.begin();
        storage.syncs = 0;
    }

    private void write(int... numbers) {
        for (int number : numbers) {
            state.add(entry(number));
            writer.write(entry(number));
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private List<JournalEntry> stored() throws IOException {
        return Recovery.read(storage, "peer").entries();
    }

    @ParameterizedTest
    @CsvSource({"ALWAYS, 1, 1", "INTERVAL, 0, 1", "NEVER, 0, 0"})
    void records_are_written_at_once_and_forced_when_the_option_says_so(Fsync fsync, int atOnce, int afterASecond)
            throws IOException {
        open(fsync);
        write(0, 1, 2);
        writer.round();
        assertEquals(entries(0, 3), stored());
        assertEquals(atOnce, storage.syncs);
        pass(JournalWriter.SYNC_INTERVAL);
        writer.round();
        writer.round();
        assertEquals(afterASecond, storage.syncs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "read-only", "file deleted"})
    void after_a_failure_the_node_goes_on_and_a_snapshot_restores_what_was_not_stored(String trouble)
            throws IOException, InterruptedException {
        write(0);
        writer.round();
        switch (trouble) {
            case "full" -> storage.space = 10;
            case "read-only" -> storage.isReadOnly = true;
            default -> storage.delete("0000000001.journal");
        }
        write(1);
        pass(JournalWriter.SYNC_INTERVAL);
        writer.round();
        assertEquals(List.of("JOURNAL_FAILED"), events);
        assertEquals("failed", writer.durability());
        write(2);

        storage.space = Long.MAX_VALUE;
        storage.isReadOnly = false;
        pass(RecordQueue.RETRY);
        assertTrue(writer.awaitRound());
        writer.round();
        assertEquals(List.of("JOURNAL_FAILED", "JOURNAL_RESTORED"), events);
        assertEquals("interval", writer.durability());
        write(3);
        writer.round();
        assertEquals(entries(0, 4), stored());
    }

    @Test
    void a_disk_that_stays_full_is_reported_once_and_collects_no_files() throws IOException {
        write(0);
        writer.round();
        storage.space = 0;
        for (int i = 0; i < 50; i++) {
            write(1);
            writer.round();
            pass(RecordQueue.MAX_RETRY);
        }
        assertEquals(List.of("JOURNAL_FAILED"), events);
        assertEquals(List.of("0000000001.journal"), storage.list());
        assertEquals(entries(0, 1), stored());
    }

    @Test
    void a_disk_that_is_full_at_the_start_does_not_prevent_it() throws IOException {
        write(0);
        writer.round();
        storage.space = 0;
        open();
        assertEquals(entries(0, 1), writer.recovered());
        assertEquals(List.of("JOURNAL_FAILED"), events);
        write(1);
        storage.space = Long.MAX_VALUE;
        pass(RecordQueue.RETRY);
        writer.round();
        assertEquals("interval", writer.durability());
        assertEquals(entries(0, 2), stored());
    }

    @Test
    void a_write_that_takes_too_long_is_a_failure_that_ends_when_the_disk_is_fast_again() throws IOException {
        storage.onWrite = () -> {
            pass(JournalWriter.TIMEOUT);
            writer.watch();
            assertEquals("failed", writer.durability());
        };
        write(0);
        writer.round();
        assertEquals(List.of("JOURNAL_FAILED"), events);
        storage.onWrite = () -> { };
        pass(RecordQueue.RETRY);
        writer.round();
        assertEquals(List.of("JOURNAL_FAILED", "JOURNAL_RESTORED"), events);
        assertEquals(entries(0, 1), stored());
    }

    @Test
    void records_that_wait_for_a_slow_disk_are_bounded() throws IOException {
        int number = 0;
        while (events.isEmpty() && number < RecordQueue.MAX_PENDING) {
            write(number++);
        }
        assertEquals(List.of("JOURNAL_FAILED"), events);
        pass(RecordQueue.RETRY);
        writer.round();
        assertEquals(entries(0, number), stored());
    }

    @Test
    void records_that_the_node_writes_while_the_disk_writes_follow_in_the_next_batch() throws IOException {
        int[] next = {0};
        for (int size : new int[] {1, 5000, 2, 5000, 5000, 3}) {
            storage.onWrite = () -> write(next[0]++);
            IntStream.range(0, size).forEach(i -> write(next[0]++));
            writer.round();
        }
        storage.onWrite = () -> { };
        writer.round();
        assertEquals(state.size(), next[0]);
        assertEquals(state, stored());
    }

    @Test
    void records_of_many_blocks_are_stored_in_their_order_when_the_blocks_are_used_again() throws IOException {
        for (int round = 0; round < 3; round++) {
            entries(8_000 * round, 8_000 * (round + 1)).forEach(writer::write);
            writer.round();
        }
        assertEquals(entries(0, 24_000), stored());
    }

    @Test
    void what_was_written_before_the_end_of_the_node_is_stored() throws IOException, InterruptedException {
        write(0);
        nodeRuns = false;
        writer.stop();
        writer.finish();
        assertEquals(entries(0, 1), stored());
    }

    @Test
    void a_node_that_has_stopped_has_no_snapshot() throws IOException {
        write(0);
        writer.round();
        nodeRuns = false;
        writer.fail("test");
        pass(RecordQueue.RETRY);
        writer.round();
        assertEquals(entries(0, 1), stored());
        assertEquals("failed", writer.durability());
    }
}
