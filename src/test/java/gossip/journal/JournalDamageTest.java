package gossip.journal;

import static gossip.journal.SampleJournal.entries;
import static gossip.journal.SampleJournal.entry;
import static gossip.journal.SampleJournal.open;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.JournalEntry;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JournalDamageTest {

    private final SimulatedStorage storage = new SimulatedStorage();

    @Test
    void every_prefix_of_every_file_is_read_up_to_its_last_complete_line() throws IOException {
        SampleJournal.write(storage);
        for (String name : storage.list()) {
            byte[] bytes = storage.bytes(name);
            for (int length = 0; length < bytes.length; length++) {
                SimulatedStorage cut = storage.copy();
                cut.put(name, Arrays.copyOf(bytes, length));
                String context = name + " cut to " + length;

                JournalFolder folder = open(cut);

                Recovery recovery = folder.recovery();
                boolean isLineEnd = length == 0 || bytes[length - 1] == '\n';
                assertEquals(isLineEnd && name.endsWith(".journal") ? 0 : 1, recovery.events().size(), context);
                assertTrue(entries(0, 8).containsAll(recovery.entries()), context);
                long other = lines(bytes, bytes.length) - (name.endsWith(".snapshot") ? 2 : 1);
                long left = Math.clamp(lines(bytes, length) - 1, 0, other);
                assertEquals(8 - other + left, recovery.entries().size(), context);
                assertRestartsWithout(cut, folder, context);
            }
        }
    }

    @Test
    void every_damage_of_a_single_byte_costs_at_most_two_records_and_is_reported() throws IOException {
        SampleJournal.write(storage);
        for (String name : storage.list()) {
            byte[] bytes = storage.bytes(name);
            for (int i = 0; i < bytes.length; i++) {
                for (int flip : new int[] {1, 0x20, 0xFF, bytes[i] ^ '\n', bytes[i] ^ ' '}) {
                    if ((byte) flip == 0) {
                        continue;
                    }
                    byte[] changed = bytes.clone();
                    changed[i] ^= (byte) flip;
                    SimulatedStorage damaged = storage.copy();
                    damaged.put(name, changed);
                    String context = name + " byte " + i + " xor " + flip;

                    JournalFolder folder = open(damaged);

                    Recovery recovery = folder.recovery();
                    assertEquals(1, recovery.events().size(), context);
                    assertTrue(entries(0, 8).containsAll(recovery.entries()), context);
                    assertTrue(recovery.entries().size() >= 6, context);
                    assertRestartsWithout(damaged, folder, context);
                }
            }
        }
    }

    /** The next start reports nothing, if a snapshot was written where one is due. */
    private static void assertRestartsWithout(SimulatedStorage storage, JournalFolder folder, String context)
            throws IOException {
        List<JournalEntry> known = folder.recovery().entries();
        assertEquals(!folder.recovery().damaged().isEmpty(), folder.isSnapshotDue(), context);
        if (folder.isSnapshotDue()) {
            folder.writeSnapshot(folder.rotate(), known);
            assertTrue(storage.list().contains(folder.recovery().damaged().getFirst() + ".damaged"), context);
        }
        folder.append(entries(8, 9));
        folder.close();
        Recovery next = open(storage).recovery();
        assertEquals(List.of(), next.events(), context);
        assertEquals(entry(8), next.entries().getLast(), context);
        assertEquals(known, next.entries().subList(0, known.size()), context);
    }

    private static long lines(byte[] bytes, int length) {
        return IntStream.range(0, length).filter(i -> bytes[i] == '\n').count();
    }
}
