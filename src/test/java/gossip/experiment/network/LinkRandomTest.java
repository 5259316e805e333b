package gossip.experiment.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LinkRandomTest {

    @Test
    void gives_the_numbers_of_a_splittable_random_with_the_same_seed() {
        LinkRandom linkRandom = new LinkRandom();
        for (long seed = -1000; seed < 1000; seed++) {
            RandomGenerator expected = new SplittableRandom(seed);
            RandomGenerator actual = linkRandom.seeded(seed);
            for (int i = 0; i < 10; i++) {
                String message = "seed " + seed;
                assertEquals(expected.nextLong(1_000_000, 5_000_001), actual.nextLong(1_000_000, 5_000_001), message);
                assertEquals(expected.nextLong(), actual.nextLong(), message);
                assertEquals(expected.nextGaussian(), actual.nextGaussian(), message);
                assertEquals(expected.nextDouble(), actual.nextDouble(), message);
            }
        }
    }
}
