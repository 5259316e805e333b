package gossip.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
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
