package gossip.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Address;
import gossip.protocol.Message.Member;
import gossip.protocol.PeerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LeaseQueueTest {

    /** The first time is so high that the clock overflows during the test. */
    private static final long START = Long.MAX_VALUE - 500;

    @Test
    void the_first_entry_is_the_one_whose_lease_ends_first_after_renewals_and_removals() {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            LeaseQueue queue = new LeaseQueue();
            List<MemberEntry> listed = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                int choice = random.nextInt(10);
                if (listed.isEmpty() || choice < 4) {
                    MemberEntry added = entry(i);
                    added.leaseEnd = START + i + random.nextLong(100);
                    queue.add(added);
                    listed.add(added);
                } else if (choice < 8) {
                    MemberEntry renewed = listed.get(random.nextInt(listed.size()));
                    renewed.leaseEnd = START + i + random.nextLong(100);
                    queue.renewed(renewed);
                } else {
                    queue.remove(listed.remove(random.nextInt(listed.size())));
                }
                if (random.nextInt(4) == 0) {
                    assertEquals(first(listed), queue.first(), "random seed " + seed + ", step " + i);
                }
            }
        }
    }

    private static Optional<MemberEntry> first(List<MemberEntry> entries) {
        return entries.stream().min(Comparator.<MemberEntry>comparingLong(entry -> entry.leaseEnd - START)
                .thenComparingLong(entry -> entry.number));
    }

    private static MemberEntry entry(int number) {
        return new MemberEntry(new Member(new PeerId(new Address("127.0.0.1", 1 + number), 1), 0), number, number);
    }
}
