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
import gossip.protocol.PeerId;
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

    private static final PeerId ADA = life("ada", 1);
    private static final PeerId BOB = life("bob", 1);
    private static final PeerId EVE = life("eve", 7);

    private final MessageHistory history = new MessageHistory();

    private static PeerId life(String host, long incarnation) {
        return new PeerId(new Address(host, 1), incarnation);
    }

    private static Gossip gossip(PeerId origin, long sequence) {
        return new Gossip(1, new MessageId(origin, sequence), Utf8String.of("text"));
    }

    private static MessageHistory historyOf(List<Gossip> messages) {
        MessageHistory history = new MessageHistory();
        messages.forEach(history::add);
        return history;
    }

    private static MessageHistory historyOf(PeerId origin, long... sequences) {
        return historyOf(LongStream.of(sequences).mapToObj(sequence -> gossip(origin, sequence)).toList());
    }

    private static Map<PeerId, Long> watermarks(MessageHistory history) {
        return history.watermarks().stream().collect(Collectors.toMap(Watermark::origin, Watermark::next));
    }

    private static void apply(List<Message> supply, MessageHistory to) {
        for (Message message : supply) {
            switch (message) {
                case Gossip gossip -> to.add(gossip);
                case Floor floor -> to.raiseFloor(floor.origin(), floor.next());
                default -> throw new AssertionError("not a supply: " + message);
            }
        }
    }

    // ---- once

    @Test
    void a_message_is_new_once() {
        history.add(gossip(ADA, 0));
        assertFalse(history.add(gossip(ADA, 0)));
    }

    @Test
    void the_same_number_of_another_life_is_new() {
        history.add(gossip(ADA, 0));
        assertTrue(history.add(gossip(life("ada", 2), 0)));
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

    /** Of three origins some forty messages, in order. */
    private static List<Gossip> conversation(Random random) {
        List<Gossip> messages = new ArrayList<>();
        for (PeerId origin : List.of(ADA, BOB, EVE)) {
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
    void equal_knowledge_in_any_order_has_an_equal_digest() {
        RandomSeeds.upTo(50, randomSeed -> {
            Random random = new Random(randomSeed);
            List<Gossip> messages = conversation(random);
            assertEquals(historyOf(messages).digest(), historyOf(shuffled(messages, random)).digest());
        });
    }

    @Test
    void whichever_message_one_lacks_shows_in_the_digest() {
        List<Gossip> messages = conversation(new Random(1));
        Set<Long> digests = new HashSet<>(Set.of(historyOf(messages).digest()));
        for (Gossip lacking : messages) {
            List<Gossip> rest = messages.stream().filter(message -> message != lacking).toList();
            assertTrue(digests.add(historyOf(rest).digest()), () -> "random seed 1, without " + lacking.id());
        }
    }

    @Test
    void another_life_with_as_many_messages_has_another_digest() {
        assertNotEquals(historyOf(ADA, 0).digest(), historyOf(life("ada", 2), 0).digest());
    }

    @Test
    void a_message_beyond_a_gap_shows_in_the_digest() {
        assertNotEquals(historyOf(ADA, 0).digest(), historyOf(ADA, 0, 2).digest());
    }

    // ---- supplies

    @Test
    void one_who_knows_as_much_is_supplied_with_nothing() {
        MessageHistory full = historyOf(ADA, 0, 1, 2);
        assertEquals(List.of(), full.missingFrom(watermarks(full)));
    }

    @Test
    void one_who_knows_less_is_supplied_with_exactly_the_rest() {
        assertEquals(List.of(gossip(ADA, 1), gossip(ADA, 2)), historyOf(ADA, 0, 1, 2).missingFrom(Map.of(ADA, 1L)));
    }

    @Test
    void what_lies_beyond_a_gap_is_supplied_too() {
        assertEquals(List.of(gossip(ADA, 3)), historyOf(ADA, 0, 3).missingFrom(Map.of(ADA, 1L)));
    }

    @Test
    void a_message_is_supplied_as_it_was_retained() {
        Gossip given = new Gossip(5, new MessageId(ADA, 0), Utf8String.of("as given"));
        assertEquals(List.of(given), historyOf(List.of(given)).missingFrom(Map.of()));
    }

    @Test
    void where_history_is_gone_a_floor_stands_for_it() {
        history.raiseFloor(ADA, 4);
        history.add(gossip(ADA, 4));
        assertEquals(List.of(new Floor(ADA, 4), gossip(ADA, 4)), history.missingFrom(Map.of()));
    }

    @Test
    void a_floor_is_not_told_to_one_who_stands_above_it() {
        history.raiseFloor(ADA, 4);
        assertEquals(List.of(), history.missingFrom(Map.of(ADA, 4L)));
    }

    @Test
    void who_hears_only_that_all_is_gone_agrees_with_those_who_have_had_it_and_asks_all_the_same() {
        history.raiseFloor(ADA, 3);
        assertEquals(historyOf(ADA, 0, 1, 2).digest(), history.digest());
        assertEquals(3, history.accountedFor(ADA));
        assertEquals(Map.of(ADA, 0L), watermarks(history));
    }

    @Test
    void who_has_only_heard_of_a_floor_passes_it_on() {
        history.raiseFloor(ADA, 3);
        assertEquals(List.of(new Floor(ADA, 3)), history.missingFrom(Map.of()));
    }

    @Test
    void when_both_have_supplied_each_other_twice_their_digests_are_equal() {
        RandomSeeds.upTo(50, randomSeed -> {
            Random random = new Random(randomSeed);
            List<Gossip> messages = shuffled(conversation(random), random);
            MessageHistory one = historyOf(messages.stream().filter(message -> random.nextInt(3) > 0).toList());
            MessageHistory other = historyOf(messages.stream().filter(message -> random.nextInt(3) > 0).toList());
            one.add(gossip(BOB, 30));
            one.raiseFloor(BOB, random.nextInt(10));
            // Twice, as a floor that goes beyond what was received is taken only once that has been received.
            for (int exchange = 0; exchange < 2; exchange++) {
                List<Message> supply = one.missingFrom(watermarks(other));
                apply(other.missingFrom(watermarks(one)), one);
                apply(supply, other);
            }
            assertEquals(one.digest(), other.digest());
        });
    }
}
