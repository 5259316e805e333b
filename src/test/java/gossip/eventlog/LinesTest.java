package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {

    private final Lines lines = new Lines();

    private void add(int length) {
        lines.writeBytes(("x".repeat(length - 1) + '\n').getBytes(StandardCharsets.UTF_8));
    }

    private List<byte[]> batches() {
        List<byte[]> batches = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += batches.getLast().length) {
            batches.add(lines.batch(from));
        }
        return batches;
    }

    private List<Integer> sizes() {
        return batches().stream().map(batch -> batch.length).toList();
    }

    @Test
    void few_lines_are_one_batch() {
        add(10);
        add(20);
        assertEquals(List.of(30), sizes());
    }

    @Test
    void lines_that_just_fit_are_one_batch() {
        add(1);
        add(Lines.MAX_BATCH - 1);
        add(1);
        assertEquals(List.of(Lines.MAX_BATCH, 1), sizes());
    }

    @Test
    void a_line_that_would_be_cut_begins_the_next_batch() {
        add(Lines.MAX_BATCH - 10);
        add(11);
        assertEquals(List.of(Lines.MAX_BATCH - 10, 11), sizes());
    }

    @Test
    void a_line_longer_than_a_batch_is_a_batch_of_its_own() {
        add(10);
        add(Lines.MAX_BATCH * 2);
        add(10);
        assertEquals(List.of(10, Lines.MAX_BATCH * 2, 10), sizes());
    }

    @Test
    void batches_are_whole_lines_and_together_all_of_them() {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            add(1 + random.nextInt(random.nextInt(1_000) == 0 ? Lines.MAX_BATCH * 2 : 500));
        }
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        for (byte[] batch : batches()) {
            assertTrue(batch[batch.length - 1] == '\n', "seed 1");
            together.writeBytes(batch);
        }
        assertArrayEquals(lines.toByteArray(), together.toByteArray(), "seed 1");
    }
}
