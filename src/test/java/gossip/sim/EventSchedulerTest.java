package gossip.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventSchedulerTest {

    private final EventScheduler scheduler = new EventScheduler();

    private record Event(long time, int number) {}

    @Test
    void events_run_by_time_and_at_the_same_time_in_the_order_of_scheduling() {
        SplittableRandom random = new SplittableRandom(1);
        List<Event> expected = new ArrayList<>();
        List<Event> run = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Event event = new Event(random.nextLong(1000), i);
            expected.add(event);
            scheduler.schedule(event.time(), () -> {
                assertEquals(event.time(), scheduler.now());
                run.add(event);
            });
        }
        expected.sort(Comparator.comparingLong(Event::time));
        while (scheduler.step(1000)) {
            assertEquals(expected.subList(0, run.size()).getLast(), run.getLast());
        }
        assertEquals(expected, run);
    }

    @Test
    void events_that_events_schedule_run_in_order_over_all_distances() {
        for (int seed = 0; seed < 20; seed++) {
            EventScheduler tested = new EventScheduler();
            SplittableRandom random = new SplittableRandom(seed);
            PriorityQueue<Event> pending =
                    new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingInt(Event::number));
            int[] scheduled = {0};
            String message = "random seed " + seed;
            for (int i = 0; i < 50; i++) {
                schedule(tested, pending, random, scheduled, message);
            }
            while (!pending.isEmpty()) {
                long limit = tested.now() + random.nextLong(1L << random.nextInt(1, 40));
                while (tested.step(limit)) {
                    assertTrue(tested.now() <= limit, message);
                }
                assertEquals(limit, tested.now(), message);
                long next = pending.isEmpty() ? Long.MAX_VALUE : pending.peek().time();
                assertTrue(next > limit, message);
                if (random.nextBoolean()) {
                    assertEquals(next, tested.nextTime(), message);
                }
            }
        }
    }

    /** Cancelled events that do not wait on the wheel any more, or not yet, run: {@link ScheduledTask} ends them. */
    @Test
    void an_event_that_is_cancelled_on_the_wheel_does_not_run_and_the_others_do() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        List<Event> run = new ArrayList<>();
        List<Event> expected = new ArrayList<>();
        List<Runnable> cancellations = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Event event = new Event(random.nextLong(1_000_000L, 100_000_000L), i);
            Runnable action = () -> run.add(event);
            int entry = scheduler.schedule(event.time(), action);
            if (random.nextBoolean()) {
                cancellations.add(() -> scheduler.cancel(entry, action));
            } else {
                expected.add(event);
            }
        }
        cancellations.forEach(Runnable::run);
        cancellations.forEach(Runnable::run);
        expected.sort(Comparator.comparingLong(Event::time).thenComparingInt(Event::number));
        while (scheduler.step(Long.MAX_VALUE / 2)) {
            assertEquals(expected.get(run.size() - 1), run.getLast(), "random seed " + seed);
        }
        assertEquals(expected, run, "random seed " + seed);
    }

    private static void schedule(EventScheduler tested, PriorityQueue<Event> pending, SplittableRandom random,
            int[] scheduled, String message) {
        Event event = new Event(time(tested.now(), random), scheduled[0]++);
        pending.add(event);
        tested.schedule(event.time(), () -> {
            assertEquals(event, pending.remove(), message);
            assertEquals(event.time(), tested.now(), message);
            for (int i = random.nextInt(3); i > 0 && scheduled[0] < 2000; i--) {
                schedule(tested, pending, random, scheduled, message);
            }
        });
    }

    /** Returns a time up to 18 minutes ahead. Half of the times are round, so that several events have the same one. */
    private static long time(long now, SplittableRandom random) {
        int bits = random.nextInt(1, 40);
        long time = now + random.nextLong(1L << bits);
        return random.nextBoolean() ? time : Math.max(now, time >> bits - 1 << bits - 1);
    }

    @Test
    void events_at_one_time_run_in_order_however_long_before_they_were_scheduled() {
        long minute = 60_000_000_000L;
        List<Integer> run = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            scheduler.schedule(minute, () -> run.add(number));
            scheduler.step(i * minute / 100);
        }
        assertEquals(minute, scheduler.nextTime());
        scheduler.schedule(minute - 1, () -> run.add(-1));
        while (scheduler.step(minute)) {
            assertTrue(scheduler.now() <= minute);
        }
        assertEquals(IntStream.range(-1, 100).boxed().toList(), run);
        assertEquals(Long.MAX_VALUE, scheduler.nextTime());
    }

    @Test
    void without_a_due_event_the_clock_advances_to_the_limit() {
        scheduler.schedule(11, () -> { });
        assertFalse(scheduler.step(10));
        assertEquals(10, scheduler.now());
    }

    @Test
    void an_event_in_the_past_runs_now() {
        List<Long> times = new ArrayList<>();
        scheduler.step(10);
        scheduler.schedule(3, () -> times.add(scheduler.now()));
        scheduler.step(10);
        assertEquals(List.of(10L), times);
    }
}
