package gossip.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Eight at a time or one by one: the same. Of every place and length around the eights. */
class BytesTest {

    private static final int LONGEST = 40;

    @Test
    void an_octet_is_found_wherever_it_stands() {
        for (int from = 0; from < 9; from++) {
            for (int to = from; to < LONGEST; to++) {
                for (int at = 0; at < LONGEST; at++) {
                    byte[] bytes = new byte[LONGEST];
                    bytes[at] = '\n';
                    assertEquals(at >= from && at < to ? at : to, Bytes.indexOf(bytes, from, to, '\n'));
                }
            }
        }
    }

    @Test
    void the_first_of_several_is_found_among_octets_of_every_value() {
        long seed = 5;
        Random random = new Random(seed);
        byte[] bytes = new byte[LONGEST];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(bytes);
            // Neighbors in value of the one that is looked for are where such tricks go wrong.
            bytes[random.nextInt(LONGEST)] = (byte) ('\n' + random.nextInt(3) - 1);
            int from = random.nextInt(LONGEST);
            int to = from + random.nextInt(LONGEST - from + 1);
            int expected = from;
            while (expected < to && bytes[expected] != '\n') {
                expected++;
            }
            assertEquals(expected, Bytes.indexOf(bytes, from, to, '\n'), "random seed " + seed + ", try " + i);
        }
    }

    @Test
    void one_octet_of_128_or_more_is_seen_wherever_it_stands() {
        for (int from = 0; from < 9; from++) {
            for (int to = from; to < LONGEST; to++) {
                for (int at = 0; at < LONGEST; at++) {
                    byte[] bytes = new byte[LONGEST];
                    Arrays.fill(bytes, (byte) 127);
                    bytes[at] = (byte) 128;
                    assertEquals(at < from || at >= to, Bytes.areAscii(bytes, from, to));
                }
            }
        }
    }

    @Test
    void the_same_octets_have_the_same_hash_wherever_they_stand() {
        byte[] bytes = "........ 127.0.0.1:6001/5/0".getBytes(StandardCharsets.US_ASCII);
        byte[] shifted = Arrays.copyOfRange(bytes, 9, bytes.length);
        assertEquals(Bytes.hash(bytes, 9, bytes.length), Bytes.hash(shifted, 0, shifted.length));
    }
}
