package gossip.peer.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How a set of sequence numbers is kept as ranges. */
class SequenceRangesTest {

    @Test
    void adjacent_numbers_are_one_range_in_any_order() {
        SequenceRanges ranges = new SequenceRanges();
        LongStream.of(7, 3, 4, 9, 8).forEach(number -> ranges.add(number, number + 1));
        assertEquals(List.of(3L, 5L, 7L, 10L), ranges.toList());
    }

    @Test
    void a_removed_range_splits_the_range_around_it() {
        SequenceRanges ranges = new SequenceRanges();
        ranges.add(0, 10);
        ranges.remove(3, 5);
        assertEquals(List.of(0L, 3L, 5L, 10L), ranges.toList());
    }

    @Test
    void the_ranges_have_the_numbers_that_a_set_has() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            SequenceRanges ranges = new SequenceRanges();
            TreeSet<Long> expected = new TreeSet<>();
            for (int i = 0; i < 40; i++) {
                long first = random.nextInt(60);
                long end = first + 1 + random.nextInt(8);
                if (random.nextInt(3) > 0) {
                    ranges.add(first, end);
                    LongStream.range(first, end).forEach(expected::add);
                } else {
                    ranges.remove(first, end);
                    LongStream.range(first, end).forEach(expected::remove);
                }
                assertEquals(expected, numbers(ranges), "seed " + seed);
                assertEquals(expected.size(), ranges.numbers(), "seed " + seed);
                long number = random.nextInt(70);
                assertEquals(expected.contains(number), ranges.contains(number), "seed " + seed + ", number " + number);
            }
        }
    }

    private static TreeSet<Long> numbers(SequenceRanges ranges) {
        TreeSet<Long> numbers = new TreeSet<>();
        for (int i = 0; i < ranges.ranges(); i++) {
            LongStream.range(ranges.toList().get(2 * i), ranges.toList().get(2 * i + 1)).forEach(numbers::add);
        }
        return numbers;
    }
}
