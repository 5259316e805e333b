package gossip.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import gossip.RandomSeeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tests that the codec decodes every line to a message that survives a round trip, or throws a ProtocolException. */
class CodecFuzzTest {

    private static final int LINES = RandomSeeds.isLongRun() ? 200_000 : 20_000;
    private static final byte[] SPECIAL = " /:.-+[]019afx=\u0000\r\"".getBytes(StandardCharsets.UTF_8);

    @Test
    void random_bytes_give_a_message_or_a_protocol_exception() {
        fuzz(1, CodecFuzzTest::randomBytes);
    }

    @Test
    void mutated_lines_give_a_message_or_a_protocol_exception() {
        fuzz(2, CodecFuzzTest::mutatedLine);
    }

    private static void fuzz(long seed, Function<Random, byte[]> lines) {
        Random random = new Random(seed);
        for (int i = 0; i < LINES; i++) {
            byte[] line = lines.apply(random);
            int number = i;
            Supplier<String> description =
                    () -> "seed " + seed + ", line " + number + ": " + HexFormat.of().formatHex(line);
            try {
                Message message = Lines.decode(line);
                assertEquals(message, Lines.decode(Lines.encode(message)), description);
            } catch (ProtocolException expected) {
                assertFalse(expected.getMessage().isBlank(), description);
            } catch (RuntimeException unexpected) {
                fail(description.get(), unexpected);
            }
        }
    }

    private static byte[] randomBytes(Random random) {
        byte[] line = new byte[random.nextInt(64)];
        random.nextBytes(line);
        return withoutNewlines(line);
    }

    private static byte[] mutatedLine(Random random) {
        byte[] line = Example.ALL.get(random.nextInt(Example.ALL.size())).line().getBytes(StandardCharsets.UTF_8);
        for (int mutations = 1 + random.nextInt(4); mutations > 0; mutations--) {
            line = mutated(line, random);
        }
        return withoutNewlines(line);
    }

    /** Replaces or inserts one byte, removes or repeats a range, or truncates the line. */
    private static byte[] mutated(byte[] line, Random random) {
        int from = random.nextInt(line.length + 1);
        int to = Math.min(line.length, from + random.nextInt(12));
        byte[] inserted = {random.nextBoolean() ? SPECIAL[random.nextInt(SPECIAL.length)] : (byte) random.nextInt(256)};
        return switch (random.nextInt(5)) {
            case 0 -> joined(line, from, inserted, Math.min(line.length, from + 1));
            case 1 -> joined(line, from, inserted, from);
            case 2 -> joined(line, from, new byte[0], to);
            case 3 -> joined(line, to, Arrays.copyOfRange(line, from, to), to);
            default -> Arrays.copyOf(line, from);
        };
    }

    private static byte[] joined(byte[] line, int head, byte[] middle, int tail) {
        byte[] joined = new byte[head + middle.length + line.length - tail];
        System.arraycopy(line, 0, joined, 0, head);
        System.arraycopy(middle, 0, joined, head, middle.length);
        System.arraycopy(line, tail, joined, head + middle.length, line.length - tail);
        return joined;
    }

    private static byte[] withoutNewlines(byte[] line) {
        for (int i = 0; i < line.length; i++) {
            line[i] = line[i] == '\n' ? (byte) ' ' : line[i];
        }
        return line;
    }
}
