package gossip.peer.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Address;
import gossip.protocol.MessageId;
import gossip.protocol.MessageIds;
import gossip.protocol.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many ids and ranges a set of ids counts. */
class IdRangesTest {

    private static final Origin ONE = new Origin(new Address("10.0.0.1", 7000), 5);
    private static final Origin OTHER = new Origin(new Address("10.0.0.1", 7001), 5);

    private final IdRanges ids = new IdRanges();

    private void assertCounts(int size, int ranges) {
        assertEquals(List.of(size, ranges), List.of(ids.size(), ids.ranges()));
    }

    @Test
    void ids_and_ranges_of_all_origins_are_counted() {
        ids.add(new MessageId(ONE, 1));
        ids.add(new MessageId(ONE, 2));
        ids.add(new MessageId(OTHER, 1));
        assertCounts(3, 2);
        ids.addAll(new MessageIds(ONE, List.of(2L, 4L, 6L, 7L)));
        assertCounts(5, 3);
        ids.removeAll(new MessageIds(ONE, List.of(2L, 3L)));
        assertCounts(4, 4);
        ids.removeAll(new MessageIds(OTHER, List.of(0L, 9L)));
        assertCounts(3, 3);
    }
}
