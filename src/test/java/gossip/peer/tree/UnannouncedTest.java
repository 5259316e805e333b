package gossip.peer.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import gossip.protocol.MessageId;
import gossip.protocol.MessageIds;
import gossip.protocol.Origin;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which messages are announced to a neighbor, and when. */
class UnannouncedTest {

    private static final Origin ORIGIN = new Origin(new Address("10.0.0.1", 7000), 5);

    private Unannounced unannounced;

    @BeforeEach
    void create() {
        unannounced = new Unannounced();
    }

    private void add(long... sequences) {
        for (long sequence : sequences) {
            unannounced.add(new MessageId(ORIGIN, sequence));
        }
    }

    private static MessageIds ids(Long... ranges) {
        return new MessageIds(ORIGIN, List.of(ranges));
    }

    @Test
    void messages_of_a_burst_are_one_range() {
        add(0, 1, 2, 3);
        assertEquals(List.of(List.of(ids(0L, 4L))), unannounced.take());
    }

    @Test
    void what_the_neighbor_announces_before_or_after_the_message_arrives_is_not_announced_back() {
        add(0, 1);
        unannounced.known(ids(1L, 5L));
        add(2, 3, 5);
        assertEquals(2, unannounced.size());
        assertEquals(List.of(List.of(ids(0L, 1L, 5L, 6L))), unannounced.take());
    }

    @Test
    void a_message_is_due_when_it_has_waited_for_a_whole_delay() {
        add(0);
        assertFalse(unannounced.isDueAfterDelay(false));
        assertTrue(unannounced.isDueAfterDelay(false));
    }

    @Test
    void the_first_message_after_a_pause_is_due_after_the_delay_that_it_began() {
        add(0);
        assertTrue(unannounced.isDueAfterDelay(true));
    }

    @Test
    void nothing_is_due_if_the_neighbor_has_announced_all() {
        add(0);
        assertFalse(unannounced.isDueAfterDelay(false));
        unannounced.known(ids(0L, 1L));
        assertFalse(unannounced.isDueAfterDelay(false));
        assertEquals(List.of(), unannounced.take());
    }
}
