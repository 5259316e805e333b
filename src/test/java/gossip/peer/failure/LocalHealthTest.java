package gossip.peer.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalHealthTest {

    private final LocalHealth health = new LocalHealth(Duration.ofSeconds(4));

    private boolean heartbeatAfter(int lateMillis) {
        health.timerRan(lateMillis * 1_000_000L);
        return health.heartbeat();
    }

    @Test
    void a_timer_that_runs_late_by_more_than_a_quarter_of_a_heartbeat_excuses_one_interval() {
        assertFalse(heartbeatAfter(1000));
        assertTrue(heartbeatAfter(1001));
        assertTrue(health.isLate());
        assertFalse(heartbeatAfter(0));
        assertFalse(health.isLate());
    }

    @Test
    void of_nine_late_intervals_in_a_row_one_counts() {
        long counted = IntStream.range(0, 90).filter(i -> !heartbeatAfter(2000)).count();
        assertEquals(10, counted);
    }
}
