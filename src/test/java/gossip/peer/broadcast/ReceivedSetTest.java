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

    /** Each number at least once, some again, none further from its place than the disorder. */
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
    void up_to_64_gaps_it_knows_exactly_what_was_received() {
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
    void however_many_the_gaps_nothing_is_delivered_twice() {
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
    void however_many_the_gaps_the_watermark_only_rises() {
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
    void whatever_the_order_in_the_end_all_numbers_are_received() {
        RandomSeeds.upTo(50, randomSeed -> {
            ReceivedSet set = new ReceivedSet();
            arrivals(new Random(randomSeed), NUMBERS).forEach(set::add);
            assertEquals(NUMBERS, set.next());
        });
    }

    @Test
    void the_64th_gap_is_still_kept() {
        for (long number = 1; number <= 2 * ReceivedSet.MAX_RANGES - 1; number += 2) {
            set.add(number);
        }
        assertTrue(set.add(2));
    }

    @Test
    void with_a_range_too_many_the_lowest_gap_counts_as_received() {
        for (long number = 1; number <= 2 * ReceivedSet.MAX_RANGES + 1; number += 2) {
            set.add(number);
        }
        assertFalse(set.add(2));
    }

    @Test
    void with_a_range_too_many_the_other_gaps_stay() {
        for (long number = 1; number <= 2 * ReceivedSet.MAX_RANGES + 1; number += 2) {
            set.add(number);
        }
        assertTrue(LongStream.rangeClosed(2, ReceivedSet.MAX_RANGES).allMatch(i -> set.add(2 * i)));
    }

    @Test
    void what_no_neighbor_retains_is_not_asked_for() {
        set.add(8);
        set.raiseFloor(5);
        assertEquals(5, set.next());
    }

    @Test
    void what_turns_up_below_the_floor_is_still_new() {
        set.raiseFloor(5);
        assertTrue(set.add(3));
    }

    @Test
    void what_turns_up_below_the_floor_is_new_once() {
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
    void a_floor_beyond_all_that_was_received_does_not_keep_from_asking_for_what_is_new(long floor) {
        set.add(2);
        set.raiseFloor(floor);
        assertEquals(3, set.next());
        assertEquals(floor, set.accountedFor());
    }

    @Test
    void a_floor_beyond_all_that_was_received_is_taken_once_messages_have_come_that_far() {
        set.raiseFloor(5);
        set.add(4);
        assertEquals(List.of(5L, 5L), List.of(set.next(), set.accountedFor()));
    }

    @Test
    void a_floor_beyond_all_that_was_received_is_refuted_by_the_next_message_below_it() {
        set.raiseFloor(Long.MAX_VALUE);
        set.add(0);
        assertEquals(List.of(1L, 1L), List.of(set.next(), set.accountedFor()));
    }

    @Test
    void what_has_been_refuted_is_not_believed_again() {
        set.raiseFloor(10);
        set.add(0);
        set.raiseFloor(12);
        assertEquals(1, set.accountedFor());
    }

    @Test
    void what_has_been_refuted_and_then_reached_was_no_lie() {
        set.raiseFloor(10);
        LongStream.of(8, 9).forEach(set::add);
        set.raiseFloor(12);
        assertEquals(List.of(10L, 12L), List.of(set.next(), set.accountedFor()));
    }

    @Test
    void the_watermark_leaps_over_what_lies_on_the_floor() {
        LongStream.of(5, 6, 8).forEach(set::add);
        set.raiseFloor(5);
        assertEquals(7, set.next());
    }

    @Test
    void a_floor_amid_a_range_takes_the_watermark_to_its_end() {
        LongStream.of(5, 6, 7).forEach(set::add);
        set.raiseFloor(6);
        assertEquals(8, set.next());
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 53, Long.MAX_VALUE - 1})
    void the_highest_numbers_are_delivered_once_too(long number) {
        set.add(number);
        assertFalse(set.add(number));
    }
}
