package gossip.peer.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.Utf8String;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The ring buffer holds the same messages as a plain queue, and finds the messages of each origin. */
class MessageCacheTest {

    private static final Address SENDER = new Address("eve", 6003);

    private final OriginState ada = state("ada");
    private final OriginState alan = state("alan");

    private static OriginState state(String host) {
        Origin origin = new Origin(new Address(host, 6001), 1);
        return new OriginState(origin, OriginHash.of(origin), 0);
    }

    private static Gossip gossip(OriginState origin, long sequence, int length) {
        return new Gossip((int) sequence % 7 + 1, new MessageId(origin.origin(), sequence),
                Utf8String.of("x".repeat(length)));
    }

    private static Retention retention(int messages, long bytes) {
        return new Retention(OptionalInt.of(messages), OptionalLong.of(bytes), Optional.empty());
    }

    /** Returns the retained messages of an origin, oldest first. */
    private static List<Gossip> messages(MessageCache cache, OriginState origin) {
        List<Gossip> messages = new ArrayList<>();
        for (long at = origin.newest(); cache.isRetained(at); at = cache.previous(at)) {
            messages.addFirst(cache.message(at));
        }
        return messages;
    }

    @Test
    void it_holds_what_a_queue_with_the_same_bounds_holds() {
        RandomSeeds.upTo(5, randomSeed -> {
            Random random = new Random(randomSeed);
            OriginState one = state("one");
            OriginState other = state("other");
            MessageCache cache = new MessageCache(retention(100, 3000));
            Deque<Gossip> queue = new ArrayDeque<>();
            for (int i = 0; i < 3000; i++) {
                OriginState origin = random.nextInt(10) < 9 ? one : other;
                Gossip gossip = gossip(origin, i, 1 + random.nextInt(20) * random.nextInt(20));
                cache.add(origin, gossip, SENDER, i);
                queue.add(gossip);
                while (queue.size() > 100 || queue.stream().mapToInt(held -> held.payload().length()).sum() > 3000) {
                    queue.removeFirst();
                }
                for (OriginState each : List.of(one, other)) {
                    assertEquals(queue.stream().filter(held -> held.id().origin() == each.origin()).toList(),
                            messages(cache, each), "after " + i);
                }
                assertEquals(queue.size(), cache.size());
            }
        });
    }

    @Test
    void a_message_longer_than_the_byte_limit_is_not_stored() {
        MessageCache cache = new MessageCache(retention(100, 10));
        cache.add(ada, gossip(ada, 0, 11), SENDER, 0);
        assertEquals(0, cache.size());
        assertEquals(List.of(), messages(cache, ada));
    }

    @Test
    void messages_above_the_age_are_removed() {
        MessageCache cache = new MessageCache(new Retention(OptionalInt.empty(), OptionalLong.empty(),
                Optional.of(Duration.ofSeconds(10))));
        cache.add(ada, gossip(ada, 0, 1), SENDER, 1_000);
        cache.add(alan, gossip(alan, 0, 1), SENDER, 5_000);
        cache.removeExpired(11_001);
        assertEquals(List.of(), messages(cache, ada));
        assertEquals(1, messages(cache, alan).size());
    }

    @Test
    void it_tells_when_the_byte_limit_cuts_a_given_count_short() {
        MessageCache cache = new MessageCache(retention(100, 80));
        cache.add(ada, gossip(ada, 0, 30), SENDER, 0);
        assertFalse(cache.isCutByBytes());
        cache.add(ada, gossip(ada, 1, 60), SENDER, 0);
        assertTrue(cache.isCutByBytes());
    }

    @Test
    void it_keeps_sender_time_and_copies_of_each_message() {
        MessageCache cache = new MessageCache(Retention.DEFAULT);
        cache.add(ada, gossip(ada, 0, 1), SENDER, 17);
        cache.add(alan, gossip(alan, 0, 1), alan.origin().address(), 18);
        cache.add(ada, gossip(ada, 1, 1), SENDER, 19);
        cache.countCopy(ada, 0);
        cache.countCopy(ada, 0);
        assertEquals(List.of(2, 0, 0), List.of(cache.copies(0), cache.copies(1), cache.copies(2)));
        assertEquals(17, cache.time(0));
        assertEquals(alan.origin().address(), cache.sender(1));
    }
}
