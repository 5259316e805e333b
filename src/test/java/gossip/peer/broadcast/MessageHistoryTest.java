package gossip.peer.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Floor;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Watermark;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.Utf8String;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MessageHistoryTest {

    private static final Origin ADA = incarnation("ada", 1);
    private static final Origin BOB = incarnation("bob", 1);
    private static final Origin EVE = incarnation("eve", 7);

    private final MessageHistory history = new MessageHistory();

    private static Origin incarnation(String host, long incarnation) {
        return new Origin(new Address(host, 1), incarnation);
    }

    private static Gossip gossip(Origin origin, long sequence) {
        return new Gossip(1, new MessageId(origin, sequence), Utf8String.of("text"));
    }

    private static MessageHistory historyOf(List<Gossip> messages) {
        MessageHistory history = new MessageHistory();
        messages.forEach(history::add);
        return history;
    }

    private static MessageHistory historyOf(Origin origin, long... sequences) {
        return historyOf(LongStream.of(sequences).mapToObj(sequence -> gossip(origin, sequence)).toList());
    }

    private static Map<Origin, Long> watermarks(MessageHistory history) {
        return history.watermarks().stream().collect(Collectors.toMap(Watermark::origin, Watermark::next));
    }

    private static void apply(List<Message> missing, MessageHistory to) {
        for (Message message : missing) {
            switch (message) {
                case Gossip gossip -> to.add(gossip);
                case Floor floor -> to.raiseFloor(floor.origin(), floor.next());
                default -> throw new AssertionError("unexpected message: " + message);
            }
        }
    }

    // ---- deduplication

    @Test
    void a_message_is_new_once() {
        history.add(gossip(ADA, 0));
        assertFalse(history.add(gossip(ADA, 0)));
    }

    @Test
    void the_same_number_of_another_incarnation_is_new() {
        history.add(gossip(ADA, 0));
        assertTrue(history.add(gossip(incarnation("ada", 2), 0)));
    }

    @Test
    void a_duplicate_is_not_retained_again() {
        history.add(gossip(ADA, 0));
        history.add(gossip(ADA, 0));
        assertEquals(1, history.retained());
    }

    @Test
    void the_watermark_of_an_unknown_origin_is_zero() {
        assertEquals(0, history.next(ADA));
    }

    // ---- digests

    /** Returns about forty messages of three origins, in order. */
    private static List<Gossip> messages(Random random) {
        List<Gossip> messages = new ArrayList<>();
        for (Origin origin : List.of(ADA, BOB, EVE)) {
            int count = 5 + random.nextInt(20);
            LongStream.range(0, count).forEach(sequence -> messages.add(gossip(origin, sequence)));
        }
        return messages;
    }

    private static List<Gossip> shuffled(List<Gossip> messages, Random random) {
        List<Gossip> shuffled = new ArrayList<>(messages);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    @Test
    void the_same_messages_in_any_order_have_the_same_digest() {
        RandomSeeds.upTo(50, randomSeed -> {
            Random random = new Random(randomSeed);
            List<Gossip> messages = messages(random);
            assertEquals(historyOf(messages).digest(), historyOf(shuffled(messages, random)).digest());
        });
    }

    @Test
    void each_missing_message_changes_the_digest() {
        List<Gossip> messages = messages(new Random(1));
        Set<Long> digests = new HashSet<>(Set.of(historyOf(messages).digest()));
        for (Gossip lacking : messages) {
            List<Gossip> rest = messages.stream().filter(message -> message != lacking).toList();
            assertTrue(digests.add(historyOf(rest).digest()), () -> "random seed 1, without " + lacking.id());
        }
    }

    @Test
    void another_incarnation_with_as_many_messages_has_another_digest() {
        assertNotEquals(historyOf(ADA, 0).digest(), historyOf(incarnation("ada", 2), 0).digest());
    }

    @Test
    void a_message_above_a_gap_changes_the_digest() {
        assertNotEquals(historyOf(ADA, 0).digest(), historyOf(ADA, 0, 2).digest());
    }

    // ---- missing messages

    @Test
    void a_peer_with_equal_watermarks_is_sent_nothing() {
        MessageHistory full = historyOf(ADA, 0, 1, 2);
        assertEquals(List.of(), full.missingFrom(watermarks(full)));
    }

    @Test
    void a_peer_with_lower_watermarks_is_sent_exactly_the_rest() {
        assertEquals(List.of(gossip(ADA, 1), gossip(ADA, 2)), historyOf(ADA, 0, 1, 2).missingFrom(Map.of(ADA, 1L)));
    }

    @Test
    void messages_above_a_gap_are_sent_too() {
        assertEquals(List.of(gossip(ADA, 3)), historyOf(ADA, 0, 3).missingFrom(Map.of(ADA, 1L)));
    }

    @Test
    void a_message_is_sent_as_it_was_retained() {
        Gossip given = new Gossip(5, new MessageId(ADA, 0), Utf8String.of("as given"));
        assertEquals(List.of(given), historyOf(List.of(given)).missingFrom(Map.of()));
    }

    @Test
    void a_floor_replaces_messages_that_are_not_retained() {
        history.raiseFloor(ADA, 4);
        history.add(gossip(ADA, 4));
        assertEquals(List.of(new Floor(ADA, 4), gossip(ADA, 4)), history.missingFrom(Map.of()));
    }

    @Test
    void a_floor_is_not_sent_to_a_peer_with_a_watermark_at_or_above_it() {
        history.raiseFloor(ADA, 4);
        assertEquals(List.of(), history.missingFrom(Map.of(ADA, 4L)));
    }

    @Test
    void a_claimed_floor_gives_the_digest_of_the_messages_and_they_are_still_requested() {
        history.raiseFloor(ADA, 3);
        assertEquals(historyOf(ADA, 0, 1, 2).digest(), history.digest());
        assertEquals(3, history.accountedFor(ADA));
        assertEquals(Map.of(ADA, 0L), watermarks(history));
    }

    @Test
    void a_claimed_floor_is_sent_on() {
        history.raiseFloor(ADA, 3);
        assertEquals(List.of(new Floor(ADA, 3)), history.missingFrom(Map.of()));
    }

    @Test
    void after_two_exchanges_the_digests_of_both_peers_are_equal() {
        RandomSeeds.upTo(50, randomSeed -> {
            Random random = new Random(randomSeed);
            List<Gossip> messages = shuffled(messages(random), random);
            MessageHistory one = historyOf(messages.stream().filter(message -> random.nextInt(3) > 0).toList());
            MessageHistory other = historyOf(messages.stream().filter(message -> random.nextInt(3) > 0).toList());
            one.add(gossip(BOB, 30));
            one.raiseFloor(BOB, random.nextInt(10));
            // The second exchange is needed because a floor above all received messages is only claimed at first.
            for (int exchange = 0; exchange < 2; exchange++) {
                List<Message> missing = one.missingFrom(watermarks(other));
                apply(other.missingFrom(watermarks(one)), one);
                apply(missing, other);
            }
            assertEquals(one.digest(), other.digest());
        });
    }
}
