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

class LineBatchTest {

    private final List<byte[]> batches = new ArrayList<>();
    private final LineBatch batch = new LineBatch(batches::add);

    private static byte[] line(int length) {
        return ("x".repeat(length - 1) + '\n').getBytes(StandardCharsets.UTF_8);
    }

    private void add(int length) {
        batch.add(line(length));
    }

    private List<Integer> sizes() {
        batch.flush();
        return batches.stream().map(lines -> lines.length).toList();
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
        add(LineBatch.MAX_SIZE - 1);
        add(1);
        assertEquals(List.of(LineBatch.MAX_SIZE, 1), sizes());
    }

    @Test
    void a_line_that_would_be_cut_begins_the_next_batch() {
        add(LineBatch.MAX_SIZE - 10);
        add(11);
        assertEquals(List.of(LineBatch.MAX_SIZE - 10, 11), sizes());
    }

    @Test
    void a_line_longer_than_a_batch_is_a_batch_of_its_own() {
        add(10);
        add(LineBatch.MAX_SIZE * 2);
        add(10);
        assertEquals(List.of(10, LineBatch.MAX_SIZE * 2, 10), sizes());
    }

    @Test
    void batches_are_whole_lines_and_together_all_of_them() {
        Random random = new Random(1);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 5_000; i++) {
            byte[] line = line(1 + random.nextInt(random.nextInt(1_000) == 0 ? LineBatch.MAX_SIZE * 2 : 500));
            all.writeBytes(line);
            batch.add(line);
        }
        batch.flush();
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        for (byte[] lines : batches) {
            assertTrue(lines[lines.length - 1] == '\n', "seed 1");
            together.writeBytes(lines);
        }
        assertArrayEquals(all.toByteArray(), together.toByteArray(), "seed 1");
    }

    @Test
    void nothing_is_no_batch() {
        assertEquals(List.of(), sizes());
    }
}
