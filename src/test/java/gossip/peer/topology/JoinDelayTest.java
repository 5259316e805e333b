package gossip.peer.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JoinDelayTest {

    private static final Duration REGISTRATION = Duration.ofMillis(10);

    @Test
    void aPeerThatJoinsAloneDoesNotWait() {
        assertEquals(Duration.ZERO, JoinDelay.of(50, 0, REGISTRATION));
    }

    @Test
    void eachOfTheFirst400JoinersTakes8Milliseconds() {
        assertEquals(Duration.ofMillis(8 * 300), JoinDelay.of(100, 300, REGISTRATION));
    }

    @Test
    void aSlowSeedGetsTwentyJoinersInTheTimeOfARegistration() {
        assertEquals(Duration.ofSeconds(15), JoinDelay.of(0, 300, Duration.ofSeconds(1)));
    }

    @Test
    void aLargerNetworkGrowsExponentially() {
        Duration doubled = JoinDelay.of(1000, 1000, REGISTRATION);

        assertEquals(2218, doubled.toMillis()); // 400 ln 2 * 8 ms
        assertEquals(2 * doubled.toMillis(), JoinDelay.of(1000, 3000, REGISTRATION).toMillis(), 1);
    }

    @Test
    void noMoreThan256JoinersStartInTheTimeOfARegistration() {
        assertEquals(REGISTRATION, JoinDelay.of(1_000_000, 256, REGISTRATION));
        assertEquals(Duration.ofSeconds(10), JoinDelay.of(1_000_000, 256_000, REGISTRATION));
    }

    @Test
    void noPeerWaitsForMoreThanAMinute() {
        assertEquals(Duration.ofMinutes(1), JoinDelay.of(0, Integer.MAX_VALUE, REGISTRATION));
    }
}
