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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated
class LineReaderTest {

    /** A stream that gives only so many bytes of what it could at each read. */
    private static InputStream stream(String content, IntUnaryOperator portion) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, length == 0 ? 0 : Math.clamp(portion.applyAsInt(length), 1, length));
            }
        };
    }

    private static List<String> lines(InputStream in) throws IOException, ProtocolException {
        LineReader reader = new LineReader();
        List<String> lines = new ArrayList<>();
        while (reader.fill(in)) {
            while (reader.next()) {
                lines.add(new String(reader.buffer(), reader.from(), reader.to() - reader.from(), StandardCharsets.UTF_8));
            }
        }
        return lines;
    }

    private static List<String> lines(String content) throws IOException, ProtocolException {
        return lines(stream(content, wanted -> wanted));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 1000})
    void lines_come_out_however_the_reads_fall(int portion) throws Exception {
        assertEquals(List.of("PING 1", "", "two words \u00e9", "PING 2"),
                lines(stream("PING 1\n\ntwo words \u00e9\nPING 2\n", wanted -> portion)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void a_carriage_return_before_the_end_is_tolerated(int portion) throws Exception {
        assertEquals(List.of("PING 1", "", "PING\r 2"), lines(stream("PING 1\r\n\r\nPING\r 2\r\n", wanted -> portion)));
    }

    @Test
    void a_line_without_its_end_is_none() throws Exception {
        assertEquals(List.of("PING 1"), lines("PING 1\nPING 2"));
    }

    @Test
    void half_a_line_is_none_yet() throws Exception {
        LineReader reader = new LineReader();
        reader.fill(stream("PIN", wanted -> wanted));
        assertFalse(reader.next());
    }

    @Test
    void an_ended_stream_fills_nothing() throws Exception {
        assertFalse(new LineReader().fill(stream("", wanted -> wanted)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void the_longest_line_comes_out(String end) throws Exception {
        String longest = "x".repeat(Codec.MAX_LINE);
        assertEquals(List.of(longest, "PING"), lines(longest + end + "PING" + end));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 512, 100_000})
    void a_longer_line_is_refused_before_its_end_is_seen(int portion) {
        InputStream in = stream("x".repeat(Codec.MAX_LINE + 2), wanted -> portion);
        assertEquals("the line is longer than 8192 bytes",
                assertThrows(ProtocolException.class, () -> lines(in)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void a_line_one_byte_too_long_is_refused(String end) {
        assertThrows(ProtocolException.class, () -> lines("x".repeat(Codec.MAX_LINE + 1) + end));
    }

    @Test
    void what_is_discarded_does_not_come_out() throws Exception {
        LineReader reader = new LineReader();
        reader.fill(stream("PING 1\nPING 2\nPIN", wanted -> wanted));
        reader.next();
        reader.discard();
        reader.fill(stream("BYE x\n", wanted -> wanted));
        reader.next();
        assertEquals("BYE x", new String(reader.buffer(), reader.from(), reader.to() - reader.from(), StandardCharsets.UTF_8));
    }

    /** As when a node is closed while a client goes on sending: a read of no bytes at all would never end. */
    @Test
    void a_reader_whose_lines_nobody_takes_comes_to_an_end() {
        LineReader reader = new LineReader();
        InputStream in = stream("x".repeat(1 << 20), wanted -> wanted);
        assertTrue(IntStream.range(0, 10_000).anyMatch(i -> !fills(reader, in)), "10,000 reads and no end");
    }

    private static boolean fills(LineReader reader, InputStream in) {
        try {
            return reader.fill(in);
        } catch (IOException full) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void any_lines_come_out_whole_however_the_reads_fall(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> lines = IntStream.range(0, 200)
                .mapToObj(i -> "x".repeat(random.nextInt(random.nextInt(10) == 0 ? Codec.MAX_LINE : 100))).toList();
        InputStream in = stream(String.join("\n", lines) + "\n", wanted -> 1 + random.nextInt(20_000));
        assertEquals(lines, lines(in), () -> "seed " + seed);
    }
}
