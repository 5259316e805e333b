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
import gossip.protocol.PeerId;
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

/** However much comes in, the history takes bounded room; what it gives up, it owns up to. */
class MessageHistoryBoundsTest {

    private static final PeerId ADA = life("ada", 1);
    private static final int EXTRA = 10;

    private final MessageHistory history = new MessageHistory();

    private static PeerId life(String host, long incarnation) {
        return new PeerId(new Address(host, 1), incarnation);
    }

    private static Gossip gossip(PeerId origin, long sequence, Utf8String text) {
        return new Gossip(1, new MessageId(origin, sequence), text);
    }

    private void add(PeerId origin, int messages, Utf8String text) {
        for (long sequence = 0; sequence < messages; sequence++) {
            history.add(gossip(origin, sequence, text));
        }
    }

    /** One message each of so many origins, the higher the number the younger. */
    private void addOrigins(int count) {
        for (int i = 0; i < count; i++) {
            history.add(gossip(origin(i), 0, Utf8String.of("text")));
        }
    }

    private static PeerId origin(int number) {
        return life("origin-" + number, 1000 + number);
    }

    // ---- in messages

    @Test
    void only_so_many_messages_are_retained() {
        add(ADA, MessageHistory.MAX_RETAINED + EXTRA, Utf8String.of("text"));
        assertEquals(MessageHistory.MAX_RETAINED, history.retained());
    }

    @Test
    void a_message_that_is_not_retained_any_more_is_still_not_new() {
        add(ADA, MessageHistory.MAX_RETAINED + EXTRA, Utf8String.of("text"));
        assertFalse(history.add(gossip(ADA, 0, Utf8String.of("text"))));
    }

    @Test
    void for_messages_that_are_gone_a_floor_is_supplied() {
        add(ADA, MessageHistory.MAX_RETAINED + EXTRA, Utf8String.of("text"));
        assertEquals(new Floor(ADA, EXTRA), history.missingFrom(Map.of()).getFirst());
    }

    @Test
    void who_has_taken_floor_and_messages_knows_as_much() {
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
    void only_so_many_bytes_are_retained() {
        add(ADA, 1000, Utf8String.of("x".repeat(Codec.MAX_TEXT)));
        assertEquals(MessageHistory.MAX_RETAINED_BYTES / Codec.MAX_TEXT, history.retained());
    }

    @Test
    void a_long_message_pushes_out_as_many_short_ones_as_it_takes() {
        int shortOnes = MessageHistory.MAX_RETAINED_BYTES / 1024;
        add(ADA, shortOnes, Utf8String.of("x".repeat(1024)));
        history.add(gossip(life("bob", 1), 0, Utf8String.of("x".repeat(4096))));
        assertEquals(shortOnes - 4 + 1, history.retained());
    }

    // ---- in origins

    @Test
    void only_so_many_origins_are_known() {
        addOrigins(MessageHistory.MAX_ORIGINS + EXTRA);
        assertEquals(MessageHistory.MAX_ORIGINS, history.watermarks().size());
    }

    @Test
    void the_oldest_life_is_forgotten_first() {
        addOrigins(MessageHistory.MAX_ORIGINS + 1);
        assertEquals(List.of(0L, 1L), List.of(history.next(origin(0)), history.next(origin(1))));
    }

    /** Each incarnation is that of ten lives. */
    private static MessageHistory historyOfLives(List<Integer> numbers) {
        MessageHistory heard = new MessageHistory();
        numbers.forEach(number ->
                heard.add(gossip(life("origin-" + number, 1000 + number / 10), 0, Utf8String.of("text"))));
        return heard;
    }

    @Test
    void in_whatever_order_lives_are_heard_the_same_ones_are_known_in_the_end() {
        RandomSeeds.upTo(5, randomSeed -> {
            List<Integer> numbers = new ArrayList<>(
                    IntStream.range(0, MessageHistory.MAX_ORIGINS + 25).boxed().toList());
            MessageHistory youngestFirst = historyOfLives(numbers.reversed());
            Collections.shuffle(numbers, new Random(randomSeed));
            MessageHistory shuffled = historyOfLives(numbers);
            assertEquals(Set.copyOf(youngestFirst.watermarks()), Set.copyOf(shuffled.watermarks()));
            assertEquals(youngestFirst.digest(), shuffled.digest());
        });
    }

    @Test
    void a_life_older_than_all_that_are_known_takes_nobodys_place() {
        addOrigins(MessageHistory.MAX_ORIGINS);
        assertFalse(history.add(gossip(life("methuselah", 1), 0, Utf8String.of("text"))));
        assertEquals(1, history.next(origin(0)));
    }

    @Test
    void a_message_of_a_forgotten_life_counts_as_received() {
        addOrigins(MessageHistory.MAX_ORIGINS + 1);
        assertFalse(history.add(gossip(origin(0), 1, Utf8String.of("text"))));
    }

    @Test
    void a_floor_does_not_bring_back_a_forgotten_life() {
        addOrigins(MessageHistory.MAX_ORIGINS + 1);
        history.raiseFloor(origin(0), 5);
        assertEquals(0, history.next(origin(0)));
    }

    @Test
    void a_later_life_at_the_address_of_a_forgotten_one_is_heard() {
        addOrigins(MessageHistory.MAX_ORIGINS + 1);
        PeerId reborn = life("origin-0", 1_000_000);
        assertTrue(history.add(gossip(reborn, 0, Utf8String.of("text"))));
    }

    @Test
    void the_messages_of_a_forgotten_life_are_not_supplied_any_more() {
        addOrigins(MessageHistory.MAX_ORIGINS + 1);
        List<PeerId> supplied = history.missingFrom(Map.of()).stream()
                .flatMap(message -> message instanceof Gossip gossip ? Stream.of(gossip.id().origin()) : Stream.of())
                .toList();
        assertFalse(supplied.contains(origin(0)));
        assertTrue(supplied.contains(origin(1)));
    }

    @Test
    void forgetting_leaves_the_digest_of_what_is_still_known() {
        addOrigins(MessageHistory.MAX_ORIGINS + 1);
        MessageHistory same = new MessageHistory();
        for (int i = 1; i <= MessageHistory.MAX_ORIGINS; i++) {
            same.add(gossip(origin(i), 0, Utf8String.of("text")));
        }
        assertEquals(same.digest(), history.digest());
    }
}
