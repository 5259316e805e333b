package gossip.peer.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DutyCycleTest {

    private long now = -100;
    private final DutyCycle dutyCycle = new DutyCycle(() -> now, new Random(1));

    private void run(long nanos) {
        dutyCycle.started();
        now += nanos;
        dutyCycle.ended();
    }

    @Test
    void the_first_run_is_due_at_once_and_none_during_a_run() {
        assertTrue(dutyCycle.isDue());
        dutyCycle.started();
        now += 1000;
        assertFalse(dutyCycle.isDue());
    }

    @Test
    void the_pause_is_half_to_one_times_as_long_as_the_run() {
        for (int i = 0; i < 1000; i++) {
            run(50);
            long pause = dutyCycle.nanosUntilDue();
            assertTrue(pause >= 25 && pause <= 50, () -> "a pause of " + pause);
            now += pause - 1;
            assertFalse(dutyCycle.isDue());
            now++;
            assertTrue(dutyCycle.isDue());
        }
    }

    @Test
    void a_run_that_takes_no_time_needs_no_pause() {
        run(0);
        assertTrue(dutyCycle.isDue());
    }

    @Test
    void a_short_run_does_not_end_the_pause_after_a_long_one() {
        run(50);
        long pause = dutyCycle.nanosUntilDue();
        run(1);
        assertEquals(pause - 1, dutyCycle.nanosUntilDue());
    }
}
