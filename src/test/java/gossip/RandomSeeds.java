package gossip;

import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** Runs one test with several random seeds. A failure names every random seed with which the test fails. */
public final class RandomSeeds {

    /** How many times more random seeds the profile {@code long} runs. */
    private static final int LONG_FACTOR = 10;

    private RandomSeeds() {}

    /** Returns whether the tests of the Maven profile {@code long} run, too. */
    public static boolean isLongRun() {
        return Boolean.getBoolean("gossip.long");
    }

    /** Runs the test with the random seeds 1 to {@code count}, in the profile {@code long} with ten times as many. */
    public static void upTo(int count, LongConsumer test) {
        upTo(count, count * LONG_FACTOR, test);
    }

    /** Runs the test with the random seeds 1 to {@code count}, in the profile {@code long} up to {@code longCount}. */
    public static void upTo(int count, int longCount, LongConsumer test) {
        int last = isLongRun() ? longCount : count;
        Assertions.assertAll(LongStream.rangeClosed(1, last).mapToObj(randomSeed -> once(randomSeed, test)));
    }

    private static Executable once(long randomSeed, LongConsumer test) {
        return () -> {
            try {
                test.accept(randomSeed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("random seed " + randomSeed + ": " + e.getMessage(), e);
            }
        };
    }
}
