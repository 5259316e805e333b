package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimerServiceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void no_task_is_early_or_late_by_more_than_a_128th_of_its_delay() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            long delay = random.nextLong(12 * SECOND);
            long now = random.nextLong(-SECOND, 1000 * SECOND);
            long rounded = TimerService.rounded(delay, now);
            assertTrue(rounded >= delay && rounded - delay <= delay / 128, delay + " from " + now + " is " + rounded);
        }
    }

    @Test
    void a_task_with_a_long_delay_is_late_by_less_than_100_ms() {
        for (long now = 0; now < 200 * SECOND; now += SECOND / 7) {
            assertTrue(TimerService.rounded(3600 * SECOND, now) - 3600 * SECOND < SECOND / 10, "from " + now);
        }
    }

    @Test
    void a_thousand_heartbeats_of_13_s_at_random_phases_run_at_about_130_different_times() {
        SplittableRandom random = new SplittableRandom(1);
        long times = IntStream.range(0, 1000).mapToLong(i -> random.nextLong(13 * SECOND))
                .map(now -> now + TimerService.rounded(13 * SECOND, now)).distinct().count();
        assertTrue(times <= 131, times + " times");
    }

    @Test
    void a_task_with_a_very_short_delay_is_not_late() {
        assertEquals(0, TimerService.rounded(0, 12345));
        assertEquals(100, TimerService.rounded(100, 12345));
    }
}
