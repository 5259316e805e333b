package gossip.peer.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.peer.broadcast.ReceivedSet.Addition;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.Utf8String;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MessageHistoryTest {

    private static final Origin ADA = process("ada", 1);
    private static final Origin BOB = process("bob", 1);
    private static final Origin EVE = process("eve", 7);
    private static final String LINK = "link";

    private final Set<Origin> listed = new HashSet<>();
    private final List<String> gaps = new ArrayList<>();
    private final MessageHistory history = history(Retention.DEFAULT);
    private int seconds;

    private MessageHistory history(Retention retention) {
        return new MessageHistory(retention, () -> seconds * 1000L, listed::contains,
                (origin, first, end) -> gaps.add(origin.address().host() + " " + first + " " + end));
    }

    private static Origin process(String host, long start) {
        return new Origin(new Address(host, 1), start);
    }

    private static Gossip gossip(Origin origin, long sequence) {
        return new Gossip(1, new MessageId(origin, sequence), Utf8String.of("text"));
    }

    private static Addition add(MessageHistory history, Gossip gossip, Object link) {
        return history.add(gossip, link, gossip.id().origin().address());
    }

    private Addition add(Origin origin, long sequence) {
        return add(history, gossip(origin, sequence), LINK);
    }

    private static MessageHistory historyOf(List<Gossip> messages) {
        MessageHistory history = new MessageHistory(
                Retention.DEFAULT, () -> 0, origin -> false, (origin, first, end) -> { });
        messages.forEach(message -> add(history, message, LINK));
        return history;
    }

    private static MessageHistory historyOf(Origin origin, long... sequences) {
        return historyOf(LongStream.of(sequences).mapToObj(sequence -> gossip(origin, sequence)).toList());
    }

    private void heartbeats(int count) {
        for (int i = 0; i < count; i++) {
            seconds += 13;
            history.heartbeat(seconds);
        }
    }

    // ---- deduplication

    @Test
    void a_message_is_new_once() {
        assertEquals(Addition.NEW, add(ADA, 0));
        assertEquals(Addition.DUPLICATE, add(ADA, 0));
        assertEquals(1, history.retained());
    }

    @Test
    void the_same_number_of_another_process_is_new() {
        add(ADA, 0);
        assertEquals(Addition.NEW, add(process("ada", 2), 0));
    }

    @Test
    void a_process_that_starts_more_than_a_day_ahead_is_dropped() {
        assertEquals(Addition.NEW, add(process("ada", Duration.ofDays(1).toMillis()), 0));
        assertEquals(Addition.DROPPED, add(process("ada", Duration.ofDays(1).toMillis() + 1), 0));
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
    void another_process_with_as_many_messages_has_another_digest() {
        assertNotEquals(historyOf(ADA, 0).digest(), historyOf(process("ada", 2), 0).digest());
    }

    @Test
    void a_message_above_a_gap_changes_the_digest() {
        assertNotEquals(historyOf(ADA, 0).digest(), historyOf(ADA, 0, 2).digest());
    }

    // ---- floors

    @Test
    void a_floor_below_a_received_message_is_accepted_after_a_heartbeat() {
        add(ADA, 5);
        assertTrue(history.claimFloor(ADA, 4, LINK, false));
        heartbeats(1);
        assertEquals(0, history.next(ADA));
        heartbeats(1);
        assertEquals(4, history.next(ADA));
        assertEquals(List.of("ada 0 4"), gaps);
    }

    @Test
    void a_floor_above_all_received_messages_needs_the_claims_of_two_links() {
        history.claimFloor(ADA, 1_000_000, LINK, false);
        heartbeats(4);
        assertEquals(0, history.next(ADA));
        assertFalse(history.claimFloor(ADA, 900, "another link", false));
        heartbeats(1);
        assertEquals(900, history.next(ADA));
        assertEquals(List.of("ada 0 900"), gaps);
    }

    @Test
    void a_message_that_arrives_in_time_is_not_given_up() {
        add(ADA, 5);
        history.claimFloor(ADA, 5, LINK, false);
        heartbeats(1);
        LongStream.range(0, 5).forEach(sequence -> add(ADA, sequence));
        heartbeats(1);
        assertEquals(List.of(), gaps);
        assertEquals(6, history.next(ADA));
    }
}
