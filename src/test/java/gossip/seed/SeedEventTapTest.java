package gossip.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.node.SeedListener;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeedEventTapTest {

    /** An event that the tap does not override would be lost, because the listener has empty default methods. */
    @Test
    void every_event_of_a_peer_is_passed_on() {
        Set<String> handled = Stream.of(SeedEventTap.class.getDeclaredMethods())
                .map(Method::getName).collect(Collectors.toSet());
        assertEquals(List.of(), Stream.of(SeedListener.class.getDeclaredMethods()).map(Method::getName)
                .filter(name -> !handled.contains(name)).toList());
    }
}
