package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.cli.TypedLines.Line;
import gossip.cli.TypedLines.Text;
import gossip.cli.TypedLines.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lines are bounded, strictly decoded and numbered. */
class TypedLinesTest {

    private static List<Line> read(InputStream in) throws IOException {
        return read(in, 0);
    }

    private static List<Line> read(InputStream in, int cutAt) throws IOException {
        TypedLines lines = new TypedLines(in, StandardCharsets.UTF_8, cutAt);
        List<Line> all = new ArrayList<>();
        for (Optional<Line> line = lines.read(); line.isPresent(); line = lines.read()) {
            all.add(line.get());
        }
        return all;
    }

    private static List<Line> read(String input) throws IOException {
        return read(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void lines_are_numbered_from_1_on_and_the_last_one_needs_no_line_end() throws IOException {
        assertEquals(List.of(new Text(1, "one"), new Text(2, ""), new Text(3, "three")), read("one\n\nthree"));
        assertEquals(List.of(), read(""));
    }

    @Test
    void a_character_that_is_cut_off_at_the_end_is_reported_with_line_and_byte() throws IOException {
        assertEquals(List.of(new Unreadable(1, "byte 2 of it is 0xC3, which is not UTF-8 text")),
                read(new ByteArrayInputStream(new byte[] {'a', (byte) 0xc3})));
    }

    @Test
    void a_byte_order_mark_before_the_first_line_is_not_part_of_it() throws IOException {
        assertEquals(List.of(new Text(1, "one"), new Text(2, "\ufefftwo")), read("\ufeffone\n\ufefftwo\n"));
    }

    @Test
    void a_line_of_the_largest_size_is_read_and_a_longer_one_is_not() throws IOException {
        String largest = "x".repeat(TypedLines.MAX_BYTES);
        assertEquals(List.of(new Text(1, largest), new Unreadable(2, "it has 16385 bytes; at most 16384 are read")),
                read(largest + "\n" + largest + "y\n"));
    }

    @Test
    void a_line_that_a_terminal_has_cut_off_is_reported() throws IOException {
        String reason = "the terminal cuts a line off at 5 bytes, which it has; pipe it, or use gossip.sh send -";
        byte[] input = "four\nfives\n\nfour\u00e4\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of(new Text(1, "four"), new Unreadable(2, reason), new Text(3, ""), new Text(4, "four\u00e4")),
                read(new ByteArrayInputStream(input), 5));
    }

    @Test
    void a_line_of_100_MB_is_reported_and_later_lines_are_read() throws IOException {
        InputStream hundredMegabytes = new InputStream() {
            private long left = 100_000_000;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                int count = (int) Math.min(length, left);
                Arrays.fill(bytes, from, from + count, (byte) 'x');
                left -= count;
                return count == 0 ? -1 : count;
            }
        };
        InputStream next = new ByteArrayInputStream("\nnext\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                List.of(new Unreadable(1, "it has 100000000 bytes; at most 16384 are read"), new Text(2, "next")),
                read(new SequenceInputStream(hundredMegabytes, next)));
    }
}
