package gossip.peer.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedSetTest {

    private static final int NUMBERS = 600;

    private final ReceivedSet set = new ReceivedSet();

    /** Returns each number one to three times, displaced by less than the disorder. */
    private static List<Long> arrivals(Random random, int disorder) {
        record Arrival(long number, int time) {}
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < NUMBERS; i++) {
            for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
                arrivals.add(new Arrival(i, i + random.nextInt(disorder)));
            }
        }
        Collections.shuffle(arrivals, random);
        arrivals.sort(Comparator.comparingInt(Arrival::time));
        return arrivals.stream().map(Arrival::number).toList();
    }

    private static long firstMissing(Set<Long> numbers) {
        return LongStream.iterate(0, i -> i + 1).filter(i -> !numbers.contains(i)).findFirst().orElseThrow();
    }

    @Test
    void with_up_to_64_ranges_it_is_exact() {
        RandomSeeds.upTo(50, randomSeed -> {
            ReceivedSet set = new ReceivedSet();
            Set<Long> model = new HashSet<>();
            for (long number : arrivals(new Random(randomSeed), 100)) {
                assertEquals(model.contains(number), set.contains(number), () -> "number " + number);
                assertEquals(model.add(number), set.add(number), () -> "number " + number);
                assertEquals(firstMissing(model), set.next(), () -> "after number " + number);
            }
        });
    }

    @Test
    void with_more_ranges_no_number_is_new_twice() {
        RandomSeeds.upTo(50, randomSeed -> {
            ReceivedSet set = new ReceivedSet();
            Set<Long> delivered = new HashSet<>();
            for (long number : arrivals(new Random(randomSeed), NUMBERS)) {
                boolean isNew = set.add(number);
                assertTrue(!isNew || delivered.add(number), () -> number + " is delivered twice");
            }
        });
    }

    @Test
    void with_more_ranges_the_watermark_never_falls() {
        RandomSeeds.upTo(50, randomSeed -> {
            ReceivedSet set = new ReceivedSet();
            long before = 0;
            for (long number : arrivals(new Random(randomSeed), NUMBERS)) {
                set.add(number);
                assertTrue(set.next() >= before, "fell to " + set.next() + " from " + before);
                before = set.next();
            }
        });
    }

    @Test
    void after_all_numbers_in_any_order_the_watermark_is_the_end() {
        RandomSeeds.upTo(50, randomSeed -> {
            ReceivedSet set = new ReceivedSet();
            arrivals(new Random(randomSeed), NUMBERS).forEach(set::add);
            assertEquals(NUMBERS, set.next());
        });
    }

    @Test
    void the_64th_gap_is_open() {
        for (long number = 1; number <= 2 * ReceivedSet.MAX_RANGES - 1; number += 2) {
            set.add(number);
        }
        assertTrue(set.add(2));
    }

    @Test
    void the_65th_range_closes_the_lowest_gap() {
        for (long number = 1; number <= 2 * ReceivedSet.MAX_RANGES + 1; number += 2) {
            set.add(number);
        }
        assertFalse(set.add(2));
    }

    @Test
    void the_65th_range_leaves_the_other_gaps_open() {
        for (long number = 1; number <= 2 * ReceivedSet.MAX_RANGES + 1; number += 2) {
            set.add(number);
        }
        assertTrue(LongStream.rangeClosed(2, ReceivedSet.MAX_RANGES).allMatch(i -> set.add(2 * i)));
    }

    @Test
    void numbers_below_the_floor_are_not_requested() {
        set.add(8);
        set.raiseFloor(5);
        assertEquals(5, set.next());
    }

    @Test
    void a_number_below_the_floor_is_new() {
        set.raiseFloor(5);
        assertTrue(set.add(3));
    }

    @Test
    void a_number_below_the_floor_is_new_once() {
        set.raiseFloor(5);
        set.add(3);
        assertFalse(set.add(3));
    }

    @Test
    void a_floor_never_falls() {
        set.add(8);
        set.raiseFloor(5);
        set.raiseFloor(4);
        assertEquals(5, set.next());
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 5000, Long.MAX_VALUE})
    void a_floor_above_all_received_numbers_does_not_raise_the_watermark(long floor) {
        set.add(2);
        set.raiseFloor(floor);
        assertEquals(3, set.next());
        assertEquals(floor, set.accountedFor());
    }

    @Test
    void a_claimed_floor_is_accepted_when_messages_arrive_up_to_it() {
        set.raiseFloor(5);
        set.add(4);
        assertEquals(List.of(5L, 5L), List.of(set.next(), set.accountedFor()));
    }

    @Test
    void a_claimed_floor_is_rejected_by_the_next_message_below_it() {
        set.raiseFloor(Long.MAX_VALUE);
        set.add(0);
        assertEquals(List.of(1L, 1L), List.of(set.next(), set.accountedFor()));
    }

    @Test
    void after_a_rejected_claim_another_claim_is_not_accepted() {
        set.raiseFloor(10);
        set.add(0);
        set.raiseFloor(12);
        assertEquals(1, set.accountedFor());
    }

    @Test
    void after_messages_up_to_a_rejected_claim_another_claim_is_accepted() {
        set.raiseFloor(10);
        LongStream.of(8, 9).forEach(set::add);
        set.raiseFloor(12);
        assertEquals(List.of(10L, 12L), List.of(set.next(), set.accountedFor()));
    }

    @Test
    void the_watermark_skips_the_range_that_starts_at_the_floor() {
        LongStream.of(5, 6, 8).forEach(set::add);
        set.raiseFloor(5);
        assertEquals(7, set.next());
    }

    @Test
    void a_floor_within_a_range_raises_the_watermark_to_its_end() {
        LongStream.of(5, 6, 7).forEach(set::add);
        set.raiseFloor(6);
        assertEquals(8, set.next());
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 53, Long.MAX_VALUE - 1})
    void the_highest_numbers_are_new_once(long number) {
        set.add(number);
        assertFalse(set.add(number));
    }
}
