package gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class JoinWindowTest {

    private final JoinWindow window = new JoinWindow(Duration.ofMillis(1));
    private final Queue<Runnable> joining = new ArrayDeque<>();

    private void startFree() throws InterruptedException {
        while (window.free() > 0) {
            joining.add(window.awaitStart());
        }
    }

    @Test
    void four_peers_join_at_first_and_each_that_has_joined_lets_two_others_start() throws InterruptedException {
        startFree();
        assertEquals(4, joining.size());
        joining.remove().run();
        assertEquals(2, window.free());
    }

    @Test
    void at_most_32_peers_join_at_the_same_time() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            startFree();
            joining.remove().run();
        }
        startFree();
        assertEquals(32, joining.size());
    }

    @Test
    void a_peer_that_starts_without_a_free_slot_gives_none_back() throws InterruptedException {
        startFree();
        for (int i = 0; i < 28; i++) {
            window.awaitStart().run();
        }
        assertEquals(28, window.free(), "the bound has grown from 4 to 32");
        startFree();
        window.awaitStart().run();
        assertEquals(0, window.free());
    }
}
