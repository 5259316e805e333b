package gossip.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.maelstrom.CheckResult.Operation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckResultTest {

    private static final long MILLI = 1_000_000;

    private static Operation broadcast(long atMillis, Object value) {
        return new Operation(atMillis * MILLI, (atMillis + 1) * MILLI, false, List.of(value));
    }

    private static Operation read(long atMillis, Object... values) {
        return new Operation(atMillis * MILLI, (atMillis + 1) * MILLI, true, List.of(values));
    }

    private static CheckResult check(Operation... history) {
        return CheckResult.of(List.of(history), 12);
    }

    @Test
    void a_history_in_which_every_later_read_returns_the_value_is_valid() {
        CheckResult result = check(broadcast(0, 7), read(5, 7), read(9, 7));
        assertTrue(result.isValid());
        assertEquals(0, result.latency(1));
        assertEquals(4, result.messagesPerOperation());
    }

    @Test
    void a_value_that_the_last_read_lacks_is_lost() {
        CheckResult result = check(broadcast(0, 7), read(5, 7), read(9));
        assertEquals(Set.<Object>of(7), result.lost());
        assertFalse(result.isValid());
    }

    @Test
    void a_value_that_one_of_the_reads_at_the_end_lacks_is_lost() {
        assertEquals(Set.<Object>of(7), check(broadcast(0, 7), read(9, 7), read(9)).lost());
    }

    @Test
    void a_value_that_is_read_later_is_stale_until_the_last_read_without_it() {
        CheckResult result = check(broadcast(0, 7), read(21), read(31), read(41, 7));
        assertEquals(Set.<Object>of(7), result.stale());
        assertEquals(30, result.latency(0.5));
        assertTrue(result.isValid());
    }

    @Test
    void a_read_that_started_before_the_value_was_known_may_lack_it() {
        CheckResult result = check(new Operation(0, 50 * MILLI, true, List.of()), broadcast(10, 7), read(60, 7));
        assertEquals(Set.of(), result.stale());
        assertEquals(0, result.latency(1));
    }

    @Test
    void a_value_that_every_later_read_lacks_is_lost() {
        assertEquals(Set.<Object>of(7), check(broadcast(0, 7), read(5)).lost());
    }

    @Test
    void a_value_after_which_no_read_started_was_never_read() {
        CheckResult result = check(broadcast(0, 7));
        assertEquals(Set.<Object>of(7), result.neverRead());
        assertFalse(result.isValid());
    }

    @Test
    void a_value_twice_in_one_read_is_duplicated() {
        CheckResult result = check(broadcast(0, 7), read(5, 7, 7), read(9, 7));
        assertEquals(Set.<Object>of(7), result.duplicated());
        assertFalse(result.isValid());
    }

    @Test
    void a_value_that_nobody_broadcast_is_unexpected() {
        assertEquals(Set.<Object>of(8), check(broadcast(0, 7), read(5, 7, 8)).unexpected());
    }

    @Test
    void a_history_without_broadcasts_is_not_valid() {
        assertFalse(check(read(5)).isValid());
    }
}
