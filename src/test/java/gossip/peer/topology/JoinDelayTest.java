package gossip.peer.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.peer.registration.SeedClient;
import gossip.peer.registration.SeedList;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.SplittableRandom;
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
    void on_slow_links_the_growth_by_the_factor_e_takes_80_registrations_and_at_most_20_s() {
        assertEquals(11_090, JoinDelay.of(2000, 2000, Duration.ofMillis(200)).toMillis()); // 80 ln 2 * 200 ms
        assertEquals(13_862, JoinDelay.of(2000, 2000, Duration.ofMillis(500)).toMillis()); // 20 s * ln 2
    }

    @Test
    void no_peer_waits_for_more_than_a_minute() {
        assertEquals(Duration.ofMinutes(1), JoinDelay.of(0, Integer.MAX_VALUE, Duration.ofSeconds(4)));
    }

    @Test
    void peers_that_try_again_spread_over_the_wait_for_the_joiners() {
        SeedList list = new SeedList(300, false, 300, List.of());
        SeedClient.Registration slow =
                new SeedClient.Registration(List.of(list), list, Duration.ofSeconds(1), Optional.empty());
        LongSummaryStatistics millis = new SplittableRandom(1).ints(1000)
                .mapToLong(seed -> JoinDelay.ofRetry(slow, new SplittableRandom(seed)).toMillis()).summaryStatistics();
        assertEquals(7500, millis.getAverage(), 500);
        assertEquals(0, millis.getMin(), 100);
        assertEquals(15_000, millis.getMax(), 100);
    }
}
