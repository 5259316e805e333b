package gossip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.node.PeerListener;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerEventTapTest {

    /** An event that the tap does not override would be lost, because the listener has empty default methods. */
    @Test
    void every_event_of_a_peer_is_passed_on() {
        Set<String> handled = Stream.of(PeerEventTap.class.getDeclaredMethods())
                .map(Method::getName).collect(Collectors.toSet());
        assertEquals(List.of(), Stream.of(PeerListener.class.getDeclaredMethods()).map(Method::getName)
                .filter(name -> !handled.contains(name)).toList());
    }

    @ParameterizedTest
    @CsvSource({"0, 0.000", "499, 0.000", "500, 0.001", "8163499, 8.163", "8163500, 8.164", "13000000000, 13000.000"})
    void a_round_trip_time_is_in_milliseconds_with_three_decimals(long nanos, String expected) {
        assertEquals(expected, PeerEventTap.millis(Duration.ofNanos(nanos)));
    }
}
