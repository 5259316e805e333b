package gossip.peer.broadcast;

import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.Utf8String;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The heap that a history takes. The origins are mostly unlisted, because the peers that were listed are gone. */
@Isolated
class HistoryMemoryTest {

    private static final int MESSAGES = 100_000;
    /** Large enough that other objects of the JVM do not matter. */
    private static final int HISTORIES = 4;
    private static final int MESSAGES_PER_HEARTBEAT = 500;

    private static MessageHistory history(int origins) {
        int[] seconds = {0};
        MessageHistory history = new MessageHistory(Retention.DEFAULT, () -> seconds[0] * 1000L, origin -> false,
                (origin, first, end) -> { });
        for (int i = 0; i < MESSAGES; i++) {
            Address address = new Address("host-" + i % origins, 7000);
            history.add(new Gossip(1, new MessageId(new Origin(address, 1), i / origins),
                    Utf8String.of("a message of the usual length")), "link", address);
            if (i % MESSAGES_PER_HEARTBEAT == 0) {
                seconds[0] += 13;
                history.heartbeat(seconds[0]);
            }
        }
        return history;
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Returns the bytes that a history takes after as many messages of so many origins. */
    private static long heap(int origins) {
        long before = usedHeap();
        List<MessageHistory> histories = new ArrayList<>();
        for (int i = 0; i < HISTORIES; i++) {
            histories.add(history(origins));
        }
        long after = usedHeap();
        Reference.reachabilityFence(histories);
        return (after - before) / HISTORIES;
    }

    @Test
    void a_hundred_thousand_origins_over_time_take_less_than_twice_the_heap_of_a_hundred() {
        heap(1);
        long few = heap(100);
        long many = heap(MESSAGES);
        assertTrue(few > 1_000_000 && many < 2 * few, () -> few + " bytes with 100 origins, " + many + " with all");
    }
}
