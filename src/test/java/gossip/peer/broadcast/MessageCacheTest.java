package gossip.peer.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.Utf8String;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The ring buffer holds the same messages as a plain queue. */
class MessageCacheTest {

    private static final Origin ADA = new Origin(new Address("ada", 6001), 1);
    private static final Origin ALAN = new Origin(new Address("alan", 6002), 1);

    private static Gossip gossip(Origin origin, long sequence, int length) {
        return new Gossip((int) sequence % 7 + 1, new MessageId(origin, sequence), Utf8String.of("x".repeat(length)));
    }

    private static List<Gossip> contents(MessageCache cache) {
        List<Gossip> contents = new ArrayList<>();
        cache.forEach(contents::add);
        return contents;
    }

    @Test
    void it_holds_what_a_queue_with_the_same_bounds_holds() {
        long seed = 11;
        Random random = new Random(seed);
        MessageCache cache = new MessageCache(100, 1000);
        Deque<Gossip> queue = new ArrayDeque<>();
        for (int i = 0; i < 5000; i++) {
            Gossip gossip = gossip(random.nextBoolean() ? ADA : ALAN, i, 1 + random.nextInt(20) * random.nextInt(20));
            cache.add(gossip);
            queue.add(gossip);
            while (queue.size() > 100 || queue.stream().mapToInt(held -> held.text().length()).sum() > 1000) {
                queue.removeFirst();
            }
            if (random.nextInt(200) == 0) {
                cache.removeIf(payload -> payload.id().origin().equals(ADA));
                queue.removeIf(held -> held.id().origin().equals(ADA));
            }
            assertEquals(List.copyOf(queue), contents(cache), "random seed " + seed + ", after " + i);
            assertEquals(queue.size(), cache.size());
        }
    }

    @Test
    void a_message_longer_than_the_byte_limit_is_not_stored() {
        MessageCache cache = new MessageCache(100, 10);
        cache.add(gossip(ADA, 0, 11));
        assertEquals(List.of(), contents(cache));
    }
}
