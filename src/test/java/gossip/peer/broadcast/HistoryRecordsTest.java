package gossip.peer.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.RandomSeeds;
import gossip.node.JournalEntry;
import gossip.peer.signature.MessageAuthentication;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.LineBuffer;
import gossip.protocol.Message;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.ProtocolException;
import gossip.protocol.Utf8String;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A history that is written to records, in the form of the protocol, and restored from them. */
class HistoryRecordsTest {

    private static final Address SENDER = new Address("10.0.0.9", 9);
    private static final int HIGHEST = 300;
    private static final Retention TEN = new Retention(OptionalInt.of(10), OptionalLong.empty(), Optional.empty());

    private long now = 1_000_000_000_000L;

    private MessageHistory history() {
        return new MessageHistory(TEN, () -> now, origin -> false, (origin, first, end) -> { });
    }

    private HistoryRecords records(MessageHistory history) {
        return new HistoryRecords(
                history, MessageAuthentication.of(Optional.empty(), null, null, null, null,
                        Duration.ofSeconds(13)), () -> now);
    }

    private static Origin origin(int number) {
        return new Origin(new Address("10.0.0.1", 1000 + number), number);
    }

    private static Gossip gossip(int origin, long sequence) {
        return new Gossip(3, new MessageId(origin(origin), sequence), Utf8String.of("text " + sequence));
    }

    /** Returns the record as the next process reads it. */
    private static JournalEntry reread(JournalEntry entry) {
        LineBuffer line = new LineBuffer();
        Codec.encode(entry.message(), line);
        byte[] bytes = line.toString().stripTrailing().getBytes(StandardCharsets.UTF_8);
        try {
            Message message = Codec.decode(bytes, 0, bytes.length);
            return new JournalEntry(entry.time(), entry.sender(), message);
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
    }

    private MessageHistory restored(MessageHistory history) {
        List<JournalEntry> snapshot = records(history).snapshot().stream().map(HistoryRecordsTest::reread).toList();
        MessageHistory restored = history();
        records(restored).restore(snapshot);
        return restored;
    }

    private static void raiseFloor(MessageHistory history, int origin, long floor) {
        history.find(origin(origin)).ifPresent(state -> {
            long before = state.contribution();
            state.raiseFloor(floor, history.table().windows(), (first, end) -> { });
            history.tree().change(state.hash(), state.contribution() - before);
        });
    }

    private static void assertEqual(MessageHistory expected, MessageHistory actual) {
        assertEquals(expected.digest(), actual.digest());
        assertEquals(expected.newest(HIGHEST), actual.newest(HIGHEST));
        for (int origin = 0; origin < 4; origin++) {
            assertEquals(expected.next(origin(origin)), actual.next(origin(origin)));
            for (int sequence = 0; sequence < HIGHEST; sequence++) {
                MessageId id = new MessageId(origin(origin), sequence);
                assertEquals(expected.contains(id), actual.contains(id), id::toString);
            }
        }
    }

    @Test
    void a_restored_history_has_received_the_same_and_goes_on_in_the_same_way() {
        RandomSeeds.upTo(200, randomSeed -> {
            SplittableRandom random = new SplittableRandom(randomSeed);
            MessageHistory history = history();
            change(history, history, random);
            MessageHistory restored = restored(history);
            assertEqual(history, restored);
            change(history, restored, random);
            assertEqual(history, restored);
            assertEqual(history, restored(restored));
        });
    }

    private void change(MessageHistory one, MessageHistory other, SplittableRandom random) {
        int density = 1 + random.nextInt(4);
        for (int i = 0; i < HIGHEST; i++) {
            now += random.nextInt(5);
            int origin = random.nextInt(4);
            long sequence = random.nextInt(density) == 0 ? random.nextInt(HIGHEST) : one.next(origin(origin));
            boolean isFloor = random.nextInt(50) == 0;
            for (MessageHistory history : one == other ? List.of(one) : List.of(one, other)) {
                if (isFloor) {
                    raiseFloor(history, origin, sequence);
                } else {
                    history.add(gossip(origin, sequence), SENDER, SENDER);
                }
            }
        }
    }

    @Test
    void the_time_without_a_process_counts_as_silence_of_the_origins() {
        MessageHistory history = history();
        history.add(gossip(0, 0), SENDER, SENDER);
        history.heartbeat(50);
        now += 50_000;
        List<JournalEntry> snapshot = records(history).snapshot();
        now += 1_000_000;
        MessageHistory restored = history();
        records(restored).restore(snapshot);
        assertEquals(1050, restored.age(restored.find(origin(0)).orElseThrow()));
    }

    @Test
    void the_horizon_is_restored_so_that_messages_of_forgotten_origins_are_not_sent_again() {
        MessageHistory history = history();
        history.table().restoreHorizon(-100);
        List<JournalEntry> snapshot = records(history).snapshot();
        now += 60_000;
        MessageHistory restored = history();
        records(restored).restore(snapshot);
        assertEquals(160, restored.table().horizon());
    }

    @Test
    void an_age_that_precedes_a_message_is_that_of_its_origin() {
        MessageHistory history = history();
        records(history).restore(List.of(
                new JournalEntry(now - 10_000, new Message.Floor(origin(0), 0, 2000)),
                new JournalEntry(now - 10_000, Optional.of(SENDER), gossip(0, 0))));
        assertEquals(2010, history.age(history.find(origin(0)).orElseThrow()));
        records(history).restore(List.of(new JournalEntry(now - 5_000, Optional.of(SENDER), gossip(0, 1))));
        assertEquals(5, history.age(history.find(origin(0)).orElseThrow()));
    }
}
