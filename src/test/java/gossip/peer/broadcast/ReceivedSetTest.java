package gossip.peer.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.peer.broadcast.ReceivedSet.Addition;
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

    private static final int NUMBERS = 3000;

    private final ReceivedSet.WindowBudget budget = new ReceivedSet.WindowBudget();
    private final ReceivedSet set = new ReceivedSet();
    private final List<Long> givenUp = new ArrayList<>();

    private boolean add(long number) {
        return set.add(number, budget) == Addition.NEW;
    }

    private void addAll(long from, long end) {
        LongStream.range(from, end).forEach(this::add);
    }

    private void raiseFloor(long floor) {
        set.raiseFloor(floor, budget, (first, end) -> {
            givenUp.add(first);
            givenUp.add(end);
        });
    }

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

    private static long firstMissing(Set<Long> numbers, long from) {
        return LongStream.iterate(from, i -> i + 1).filter(i -> !numbers.contains(i)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, NUMBERS})
    void it_is_exact_in_any_order(int disorder) {
        RandomSeeds.upTo(20, randomSeed -> {
            ReceivedSet set = new ReceivedSet();
            Set<Long> model = new HashSet<>();
            long front = 0;
            for (long number : arrivals(new Random(randomSeed), disorder)) {
                assertEquals(model.contains(number), set.contains(number), () -> "number " + number);
                assertEquals(model.add(number), set.add(number, budget) == Addition.NEW, () -> "number " + number);
                front = firstMissing(model, front);
                assertEquals(front, set.front(), () -> "after number " + number);
            }
            assertEquals(List.of(), set.rangesAbove(10));
        });
    }

    @Test
    void random_numbers_and_floors_are_as_in_a_set() {
        RandomSeeds.upTo(50, randomSeed -> {
            Random random = new Random(randomSeed);
            ReceivedSet set = new ReceivedSet();
            Set<Long> model = new HashSet<>();
            for (int i = 0; i < 2000; i++) {
                if (random.nextInt(200) == 0) {
                    set.raiseFloor(set.front() + random.nextInt(300), budget, (first, end) -> LongStream
                            .range(first, end).forEach(number -> assertFalse(model.contains(number), "given up")));
                }
                long number = Math.max(0, set.front() + random.nextInt(600) - 20);
                boolean isNew = set.add(number, budget) == Addition.NEW;
                // A gap that was given up long ago may be closed, but no number is new twice.
                assertTrue(!isNew || model.add(number), () -> number + " is new twice");
                assertTrue(number < set.front() || model.contains(number), () -> number + " was not added");
            }
        });
    }

    @Test
    void sets_with_the_same_numbers_have_the_same_fingerprint_and_others_have_not() {
        RandomSeeds.upTo(20, randomSeed -> {
            List<Long> numbers = new ArrayList<>(LongStream.range(0, 100).boxed().toList());
            Collections.shuffle(numbers, new Random(randomSeed));
            ReceivedSet one = new ReceivedSet();
            ReceivedSet other = new ReceivedSet();
            numbers.subList(0, 60).forEach(number -> one.add(number, budget));
            numbers.subList(0, 60).reversed().forEach(number -> other.add(number, budget));
            assertEquals(one.fingerprint(), other.fingerprint());
            other.add(numbers.get(60), budget);
            assertNotEquals(one.fingerprint(), other.fingerprint());
        });
    }

    @Test
    void a_number_within_the_window_is_accepted_and_a_higher_one_is_not() {
        addAll(0, 5);
        assertEquals(Addition.DROPPED, set.add(5 + ReceivedSet.WINDOW, budget));
        assertEquals(Addition.NEW, set.add(4 + ReceivedSet.WINDOW, budget));
        assertEquals(5, set.front());
        assertFalse(set.contains(5 + ReceivedSet.WINDOW));
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000, 1L << 53, Long.MAX_VALUE - 1})
    void forged_numbers_do_not_keep_the_numbers_at_the_front_from_being_accepted(long forged) {
        addAll(0, 28);
        for (int i = 0; i < 9000; i++) {
            add(forged - 2 * i);
            add(30 + 2 * i);
        }
        assertTrue(add(28));
        assertTrue(add(29));
        assertEquals(31, set.front());
    }

    @Test
    void the_memory_of_all_windows_is_bounded_and_numbers_near_the_front_are_still_accepted() {
        List<ReceivedSet> sets = new ArrayList<>();
        int accepted = 0;
        for (int i = 0; i < 2000; i++) {
            ReceivedSet another = new ReceivedSet();
            accepted += another.add(ReceivedSet.WINDOW - 1, budget) == Addition.NEW ? 1 : 0;
            sets.add(another);
        }
        assertEquals(ReceivedSet.WindowBudget.MAX_WORDS / 1024, accepted);
        assertTrue(sets.stream().allMatch(another -> another.add(1000, budget) == Addition.NEW));
        sets.forEach(another -> another.release(budget));
        assertEquals(Addition.NEW, new ReceivedSet().add(ReceivedSet.WINDOW - 1, budget));
    }

    // ---- floors

    @Test
    void numbers_below_a_floor_are_given_up_and_still_new_once() {
        addAll(0, 3);
        addAll(5, 8);
        raiseFloor(20);
        assertEquals(List.of(3L, 5L, 8L, 20L), givenUp);
        assertEquals(20, set.front());
        assertTrue(set.contains(6));
        assertTrue(add(3));
        assertFalse(add(3));
    }

    @Test
    void a_floor_within_a_range_raises_the_front_to_its_end() {
        addAll(5, 8);
        raiseFloor(6);
        assertEquals(8, set.front());
        assertEquals(List.of(0L, 5L), givenUp);
    }

    @Test
    void a_floor_never_falls_while_numbers_above_it_are_received() {
        add(8);
        raiseFloor(5);
        raiseFloor(4);
        assertEquals(5, set.front());
        raiseFloor(8);
        set.lowerFloor(2);
        assertEquals(9, set.front());
    }

    @Test
    void a_late_joiner_has_the_fingerprint_of_a_peer_that_received_all() {
        addAll(900, 1000);
        raiseFloor(900);
        ReceivedSet full = new ReceivedSet();
        LongStream.range(0, 1000).forEach(number -> full.add(number, budget));
        assertEquals(full.fingerprint(), set.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(longs = {5000, 1_000_000, Long.MAX_VALUE})
    void below_a_false_floor_all_numbers_are_accepted(long floor) {
        addAll(0, 28);
        raiseFloor(floor);
        for (long number = 28; number < 56; number++) {
            assertTrue(add(number));
        }
    }

    @Test
    void a_false_floor_is_lowered_to_what_was_received() {
        addAll(0, 28);
        raiseFloor(Long.MAX_VALUE);
        addAll(28, 30);
        set.lowerFloor(30);
        assertEquals(30, set.front());
        assertTrue(set.contains(0));
        assertTrue(add(30));
    }
}
