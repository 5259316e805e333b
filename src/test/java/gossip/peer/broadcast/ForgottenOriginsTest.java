package gossip.peer.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.peer.broadcast.ReceivedSet.Addition;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.Utf8String;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a history knows of origins that it has evicted. */
class ForgottenOriginsTest {

    private static final Origin ADA = new Origin(new Address("ada", 1), 1);
    /** The origins that an attacker invents in a heartbeat. */
    private static final int FLOOD = OriginTable.MAX_UNLISTED + 1;

    private final MessageHistory history = history();
    private int seconds;
    private int invented;

    private MessageHistory history() {
        MessageHistory created = new MessageHistory(
                Retention.DEFAULT, () -> seconds * 1000L, origin -> false, (origin, first, end) -> { });
        created.setMembers(FLOOD);
        return created;
    }

    private static Addition add(MessageHistory history, Origin origin, long sequence) {
        return history.add(new Gossip(1, new MessageId(origin, sequence), Utf8String.of("text")), "link",
                origin.address());
    }

    private Addition add(long sequence) {
        return add(history, ADA, sequence);
    }

    /** Adds a message of each of so many other origins. The first origins of the link are evicted. */
    private void flood(int count) {
        for (int i = 0; i < count; i++) {
            if (i % FLOOD == 0) {
                seconds++;
                history.heartbeat(seconds);
            }
            add(history, new Origin(new Address("host-" + invented++, 7000), 1), 0);
        }
        history.heartbeat(seconds);
    }

    private void evict() {
        flood(FLOOD);
        assertEquals(Optional.empty(), history.find(ADA));
    }

    @Test
    void replayed_messages_of_an_evicted_origin_are_dropped_and_the_next_ones_are_new() {
        add(0);
        add(1);
        evict();
        assertEquals(Addition.DROPPED, add(0));
        assertEquals(Addition.DROPPED, add(1));
        assertEquals(Optional.empty(), history.find(ADA), "a replay brings nothing back");
        assertEquals(2, history.next(ADA));
        assertTrue(history.contains(new MessageId(ADA, 1)));
        assertEquals(Addition.NEW, add(3));
        assertEquals(Addition.NEW, add(2));
        assertEquals(Addition.DUPLICATE, add(1));
        evict();
        assertEquals(4, history.next(ADA));
    }

    @Test
    void an_origin_is_continued_beyond_the_window_of_a_new_one() {
        for (int i = 0; i < 10; i++) {
            add(i);
        }
        evict();
        assertEquals(Addition.DROPPED, add(10 + ReceivedSet.WINDOW));
        assertEquals(Addition.NEW, add(9 + ReceivedSet.WINDOW));
    }

    @Test
    void an_evicted_origin_that_returns_leaves_the_digest_as_if_it_had_stayed() {
        MessageHistory other = history();
        for (int i = 0; i < 5; i++) {
            add(i);
            add(other, ADA, i);
        }
        long before = other.digest();
        evict();
        long flooded = history.digest() - before;
        add(5);
        add(other, ADA, 5);
        assertEquals(other.digest(), history.digest() - flooded);
    }

    @Test
    void a_false_floor_does_not_mute_an_origin_that_is_evicted() {
        add(0);
        OriginState state = history.find(ADA).orElseThrow();
        history.tree().change(state, () -> state.raiseFloor(1000, history.table().windows(), (first, end) -> { }));
        add(1000);
        evict();
        assertEquals(Addition.DROPPED, add(1000));
        assertEquals(Addition.NEW, add(1));
        assertEquals(Addition.NEW, add(1001));
    }

    @Test
    void the_last_131072_evicted_origins_are_remembered() {
        add(0);
        flood(OriginTable.MAX_UNLISTED + ForgottenOrigins.REMEMBERED - 1);
        assertEquals(Addition.DROPPED, add(0));
        flood(2 * OriginTable.MAX_UNLISTED);
        assertEquals(Addition.NEW, add(0));
    }

    @Test
    void an_hour_after_the_last_eviction_nothing_is_remembered() {
        add(0);
        evict();
        Origin bob = new Origin(new Address("bob", 1), 1);
        for (int i = 0; i < Retention.DEFAULT_MESSAGES; i++) {
            add(history, bob, i);
        }
        seconds += OriginTable.FORGET_AFTER;
        history.heartbeat(seconds);
        assertTrue(history.contains(new MessageId(ADA, 0)));
        seconds += 61;
        history.heartbeat(seconds);
        assertFalse(history.contains(new MessageId(ADA, 0)));
    }
}
