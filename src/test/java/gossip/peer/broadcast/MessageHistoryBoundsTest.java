package gossip.peer.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.Message;
import gossip.protocol.Message.Floor;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.Utf8String;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bounds of the history, and what it answers about evicted origins and messages. */
class MessageHistoryBoundsTest {

    private static final Origin ADA = incarnation("ada", 1);
    private static final int EXTRA = 10;

    private final MessageHistory history = new MessageHistory();

    private static Origin incarnation(String host, long incarnation) {
        return new Origin(new Address(host, 1), incarnation);
    }

    private static Gossip gossip(Origin origin, long sequence, Utf8String text) {
        return new Gossip(1, new MessageId(origin, sequence), text);
    }

    private void add(Origin origin, int messages, Utf8String text) {
        for (long sequence = 0; sequence < messages; sequence++) {
            history.add(gossip(origin, sequence, text));
        }
    }

    /** Adds one message for each origin. A higher number is younger. */
    private void addOrigins(int count) {
        for (int i = 0; i < count; i++) {
            history.add(gossip(origin(i), 0, Utf8String.of("text")));
        }
    }

    private static Origin origin(int number) {
        return incarnation("origin-" + number, 1000 + number);
    }

    // ---- in messages

    @Test
    void the_number_of_retained_messages_is_bounded() {
        add(ADA, MessageHistory.MAX_RETAINED + EXTRA, Utf8String.of("text"));
        assertEquals(MessageHistory.MAX_RETAINED, history.retained());
    }

    @Test
    void a_message_that_is_no_longer_retained_is_not_new() {
        add(ADA, MessageHistory.MAX_RETAINED + EXTRA, Utf8String.of("text"));
        assertFalse(history.add(gossip(ADA, 0, Utf8String.of("text"))));
    }

    @Test
    void messages_that_are_no_longer_retained_are_replaced_by_a_floor() {
        add(ADA, MessageHistory.MAX_RETAINED + EXTRA, Utf8String.of("text"));
        assertEquals(new Floor(ADA, EXTRA), history.missingFrom(Map.of()).getFirst());
    }

    @Test
    void a_peer_that_received_floors_and_messages_has_the_same_digest() {
        add(ADA, MessageHistory.MAX_RETAINED + EXTRA, Utf8String.of("text"));
        MessageHistory other = new MessageHistory();
        for (Message message : history.missingFrom(Map.of())) {
            if (message instanceof Floor floor) {
                other.raiseFloor(floor.origin(), floor.next());
            } else if (message instanceof Gossip gossip) {
                other.add(gossip);
            }
        }
        assertEquals(history.digest(), other.digest());
    }

    // ---- in bytes

    @Test
    void the_number_of_retained_bytes_is_bounded() {
        add(ADA, 1000, Utf8String.of("x".repeat(Codec.MAX_TEXT)));
        assertEquals(MessageHistory.MAX_RETAINED_BYTES / Codec.MAX_TEXT, history.retained());
    }

    @Test
    void a_long_message_evicts_as_many_short_ones_as_needed() {
        int shortMessages = MessageHistory.MAX_RETAINED_BYTES / 1024;
        add(ADA, shortMessages, Utf8String.of("x".repeat(1024)));
        history.add(gossip(incarnation("bob", 1), 0, Utf8String.of("x".repeat(4096))));
        assertEquals(shortMessages - 4 + 1, history.retained());
    }

    // ---- in origins

    @Test
    void the_number_of_origins_is_bounded() {
        addOrigins(MessageHistory.MAX_ORIGINS + EXTRA);
        assertEquals(MessageHistory.MAX_ORIGINS, history.watermarks().size());
    }

    @Test
    void the_oldest_incarnation_is_evicted_first() {
        addOrigins(MessageHistory.MAX_ORIGINS + 1);
        assertEquals(List.of(0L, 1L), List.of(history.next(origin(0)), history.next(origin(1))));
    }

    /** Returns the history of these origins, of which ten have the same incarnation. */
    private static MessageHistory historyOfOrigins(List<Integer> numbers) {
        MessageHistory history = new MessageHistory();
        numbers.forEach(number ->
                history.add(gossip(incarnation("origin-" + number, 1000 + number / 10), 0, Utf8String.of("text"))));
        return history;
    }

    @Test
    void the_order_of_reception_does_not_change_which_origins_are_known() {
        RandomSeeds.upTo(5, randomSeed -> {
            List<Integer> numbers = new ArrayList<>(
                    IntStream.range(0, MessageHistory.MAX_ORIGINS + 25).boxed().toList());
            MessageHistory youngestFirst = historyOfOrigins(numbers.reversed());
            Collections.shuffle(numbers, new Random(randomSeed));
            MessageHistory shuffled = historyOfOrigins(numbers);
            assertEquals(Set.copyOf(youngestFirst.watermarks()), Set.copyOf(shuffled.watermarks()));
            assertEquals(youngestFirst.digest(), shuffled.digest());
        });
    }

    @Test
    void an_incarnation_older_than_all_known_ones_evicts_none() {
        addOrigins(MessageHistory.MAX_ORIGINS);
        assertFalse(history.add(gossip(incarnation("oldest", 1), 0, Utf8String.of("text"))));
        assertEquals(1, history.next(origin(0)));
    }

    @Test
    void a_message_of_an_evicted_origin_counts_as_received() {
        addOrigins(MessageHistory.MAX_ORIGINS + 1);
        assertFalse(history.add(gossip(origin(0), 1, Utf8String.of("text"))));
    }

    @Test
    void a_floor_does_not_track_an_evicted_origin_again() {
        addOrigins(MessageHistory.MAX_ORIGINS + 1);
        history.raiseFloor(origin(0), 5);
        assertEquals(0, history.next(origin(0)));
    }

    @Test
    void a_higher_incarnation_of_an_evicted_origin_is_tracked() {
        addOrigins(MessageHistory.MAX_ORIGINS + 1);
        Origin restarted = incarnation("origin-0", 1_000_000);
        assertTrue(history.add(gossip(restarted, 0, Utf8String.of("text"))));
    }

    @Test
    void messages_of_an_evicted_origin_are_not_sent() {
        addOrigins(MessageHistory.MAX_ORIGINS + 1);
        List<Origin> supplied = history.missingFrom(Map.of()).stream()
                .flatMap(message -> message instanceof Gossip gossip ? Stream.of(gossip.id().origin()) : Stream.of())
                .toList();
        assertFalse(supplied.contains(origin(0)));
        assertTrue(supplied.contains(origin(1)));
    }

    @Test
    void after_an_eviction_the_digest_covers_the_known_origins_only() {
        addOrigins(MessageHistory.MAX_ORIGINS + 1);
        MessageHistory same = new MessageHistory();
        for (int i = 1; i <= MessageHistory.MAX_ORIGINS; i++) {
            same.add(gossip(origin(i), 0, Utf8String.of("text")));
        }
        assertEquals(same.digest(), history.digest());
    }
}
