package gossip.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests the operations that read eight bytes at a time, at every position and length. */
class BytesTest {

    private static final int LENGTH = 40;

    @Test
    void a_byte_is_found_at_every_position() {
        for (int from = 0; from < 9; from++) {
            for (int to = from; to < LENGTH; to++) {
                for (int at = 0; at < LENGTH; at++) {
                    byte[] bytes = new byte[LENGTH];
                    bytes[at] = '\n';
                    assertEquals(at >= from && at < to ? at : to, Bytes.indexOf(bytes, from, to, '\n'));
                }
            }
        }
    }

    @Test
    void the_first_of_several_matches_is_found_among_bytes_of_every_value() {
        long seed = 5;
        Random random = new Random(seed);
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(bytes);
            // Values next to the target are the most likely false matches.
            bytes[random.nextInt(LENGTH)] = (byte) ('\n' + random.nextInt(3) - 1);
            int from = random.nextInt(LENGTH);
            int to = from + random.nextInt(LENGTH - from + 1);
            int expected = from;
            while (expected < to && bytes[expected] != '\n') {
                expected++;
            }
            assertEquals(expected, Bytes.indexOf(bytes, from, to, '\n'), "random seed " + seed + ", try " + i);
        }
    }

    @Test
    void a_byte_above_127_is_found_at_every_position() {
        for (int from = 0; from < 9; from++) {
            for (int to = from; to < LENGTH; to++) {
                for (int at = 0; at < LENGTH; at++) {
                    byte[] bytes = new byte[LENGTH];
                    Arrays.fill(bytes, (byte) 127);
                    bytes[at] = (byte) 128;
                    assertEquals(at < from || at >= to, Bytes.areAscii(bytes, from, to));
                }
            }
        }
    }

    @Test
    void equal_bytes_have_equal_hashes_at_every_position() {
        byte[] bytes = "........ 127.0.0.1:6001/5/0".getBytes(StandardCharsets.US_ASCII);
        byte[] shifted = Arrays.copyOfRange(bytes, 9, bytes.length);
        assertEquals(Bytes.hash(bytes, 9, bytes.length), Bytes.hash(shifted, 0, shifted.length));
    }
}
