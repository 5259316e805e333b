package gossip.peer.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JoinDelayTest {

    private static final Duration REGISTRATION = Duration.ofMillis(10);

    @Test
    void a_peer_that_joins_alone_does_not_wait() {
        assertEquals(Duration.ZERO, JoinDelay.of(50, 0, REGISTRATION));
    }

    @Test
    void each_of_the_first_400_joiners_takes_8_ms() {
        assertEquals(Duration.ofMillis(8 * 300), JoinDelay.of(100, 300, REGISTRATION));
    }

    @Test
    void twenty_joins_start_in_the_time_of_a_slow_registration() {
        assertEquals(Duration.ofSeconds(15), JoinDelay.of(0, 300, Duration.ofSeconds(1)));
    }

    @Test
    void a_larger_network_grows_exponentially() {
        Duration doubled = JoinDelay.of(1000, 1000, REGISTRATION);

        assertEquals(2218, doubled.toMillis()); // 400 ln 2 * 8 ms
        assertEquals(2 * doubled.toMillis(), JoinDelay.of(1000, 3000, REGISTRATION).toMillis(), 1);
    }

    @Test
    void no_peer_waits_for_more_than_a_minute() {
        assertEquals(Duration.ofMinutes(1), JoinDelay.of(0, Integer.MAX_VALUE, Duration.ofSeconds(4)));
    }
}
