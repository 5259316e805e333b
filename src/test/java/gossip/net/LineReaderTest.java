package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Codec;
import gossip.protocol.ProtocolException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated
class LineReaderTest {

    /** Returns a stream that limits the bytes of each read to the portion. */
    private static InputStream stream(String content, IntUnaryOperator portion) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, length == 0 ? 0 : Math.clamp(portion.applyAsInt(length), 1, length));
            }
        };
    }

    private static String line(LineReader reader) {
        return new String(reader.buffer(), reader.from(), reader.to() - reader.from(), StandardCharsets.UTF_8);
    }

    private static List<String> lines(InputStream in) throws IOException, ProtocolException {
        LineReader reader = new LineReader();
        List<String> lines = new ArrayList<>();
        while (reader.fill(in) >= 0) {
            while (reader.next()) {
                lines.add(line(reader));
            }
        }
        return lines;
    }

    private static List<String> lines(String content) throws IOException, ProtocolException {
        return lines(stream(content, available -> available));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 1000})
    void lines_are_complete_whatever_the_size_of_each_read(int portion) throws Exception {
        assertEquals(List.of("PING 1", "", "two words \u00e9", "PING 2"),
                lines(stream("PING 1\n\ntwo words \u00e9\nPING 2\n", available -> portion)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void a_carriage_return_before_the_line_end_is_removed(int portion) throws Exception {
        assertEquals(List.of("PING 1", "", "PING\r 2"),
                lines(stream("PING 1\r\n\r\nPING\r 2\r\n", available -> portion)));
    }

    @Test
    void a_line_without_a_line_end_is_ignored() throws Exception {
        assertEquals(List.of("PING 1"), lines("PING 1\nPING 2"));
    }

    @Test
    void part_of_a_line_is_not_returned() throws Exception {
        LineReader reader = new LineReader();
        reader.fill(stream("PIN", available -> available));
        assertFalse(reader.next());
    }

    @Test
    void fill_returns_false_at_the_end_of_the_stream() throws Exception {
        assertEquals(-1, new LineReader().fill(stream("", available -> available)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void a_line_of_the_maximum_length_is_returned(String end) throws Exception {
        String longest = "x".repeat(Codec.MAX_LINE);
        assertEquals(List.of(longest, "PING"), lines(longest + end + "PING" + end));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 512, 100_000})
    void a_longer_line_is_refused_before_its_end_is_received(int portion) {
        InputStream in = stream("x".repeat(Codec.MAX_LINE + 2), available -> portion);
        assertEquals("the line is longer than 8192 bytes",
                assertThrows(ProtocolException.class, () -> lines(in)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void a_line_one_byte_too_long_is_refused(String end) {
        assertThrows(ProtocolException.class, () -> lines("x".repeat(Codec.MAX_LINE + 1) + end));
    }

    @Test
    void discarded_lines_are_not_returned() throws Exception {
        LineReader reader = new LineReader();
        reader.fill(stream("PING 1\nPING 2\nPIN", available -> available));
        reader.next();
        reader.discard();
        reader.fill(stream("BYE x\n", available -> available));
        reader.next();
        assertEquals("BYE x", line(reader));
    }

    /** This happens when a node is closed while a client still sends. Reads of zero bytes would repeat forever. */
    @Test
    void fill_fails_when_the_buffer_is_full_of_unread_lines() {
        LineReader reader = new LineReader();
        InputStream in = stream("x".repeat(1 << 20), available -> available);
        assertTrue(IntStream.range(0, 10_000).anyMatch(i -> !fills(reader, in)), "no failure after 10,000 reads");
    }

    private static boolean fills(LineReader reader, InputStream in) {
        try {
            return reader.fill(in) >= 0;
        } catch (IOException full) {
            return false;
        }
    }

    @Test
    void random_lines_are_complete_whatever_the_size_of_each_read() throws Exception {
        for (int seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            List<String> lines = IntStream.range(0, 200)
                    .mapToObj(i -> "x".repeat(random.nextInt(random.nextInt(10) == 0 ? Codec.MAX_LINE : 100))).toList();
            InputStream in = stream(String.join("\n", lines) + "\n", available -> 1 + random.nextInt(20_000));
            assertEquals(lines, lines(in), "random seed " + seed);
        }
    }
}
