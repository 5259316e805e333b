package gossip.journal;

import static gossip.journal.SampleJournal.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.node.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks of a node that wait until its records are stored. Time and disk are simulated. */
class StoredTasksTest {

    private final SimulatedStorage storage = new SimulatedStorage();
    private final List<String> events = new ArrayList<>();
    private JournalWriter writer;

    private final Node node = SampleJournal.node(List.of());
    private final NodeJournal.Listener listener = SampleJournal.recording(events);

    @BeforeEach
    void open() throws IOException {
        open(Fsync.INTERVAL);
    }

    private void open(Fsync fsync) throws IOException {
        writer = new JournalWriter(
                JournalFolder.read(storage, "peer"), fsync, call -> call.accept(node), listener, () -> 0);
        writer.begin();
        storage.syncs = 0;
    }

    @ParameterizedTest
    @EnumSource(Fsync.class)
    void a_task_runs_after_the_records_before_it_are_stored_and_at_once_if_none_waits(Fsync fsync)
            throws IOException {
        open(fsync);
        writer.whenStored(() -> events.add("nothing to store"));
        writer.write(entry(0));
        writer.whenStored(() -> events.add("first, " + storage.syncs + " syncs"));
        writer.whenStored(() -> events.add("second"));
        assertEquals(List.of("nothing to store"), events);

        writer.round();

        int syncs = fsync == Fsync.ALWAYS ? 1 : 0;
        assertEquals(List.of("nothing to store", "first, " + syncs + " syncs", "second"), events);
        writer.whenStored(() -> events.add("third"));
        assertEquals("third", events.getLast());
    }

    @Test
    void tasks_run_in_their_order_although_their_records_cannot_be_stored() {
        writer.write(entry(0));
        writer.whenStored(() -> events.add("first"));
        writer.fail("test");
        writer.whenStored(() -> events.add("second"));
        assertEquals(List.of("JOURNAL_FAILED"), events);
        writer.watch();
        writer.whenStored(() -> events.add("third"));
        assertEquals(List.of("JOURNAL_FAILED", "first", "second", "third"), events);
    }

    @Test
    void a_task_that_a_task_adds_waits_for_the_records_that_it_writes() {
        writer.write(entry(0));
        writer.whenStored(() -> {
            writer.write(entry(1));
            writer.whenStored(() -> events.add("done"));
        });
        writer.round();
        assertEquals(List.of(), events);
        writer.round();
        assertEquals(List.of("done"), events);
    }
}
