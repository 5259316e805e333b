package gossip.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Address;
import gossip.protocol.Message.Member;
import gossip.protocol.PeerId;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UnreachedMembersTest {

    @Test
    void each_entry_is_probed_once_and_the_oldest_one_is_known() {
        for (int seed = 0; seed < 50; seed++) {
            String message = "random seed " + seed;
            SplittableRandom random = new SplittableRandom(seed);
            UnreachedMembers unreached = new UnreachedMembers();
            TreeMap<Long, MemberEntry> expected = new TreeMap<>();
            long probed = -1;
            for (int i = 0; i < 500; i++) {
                int choice = random.nextInt(10);
                if (choice < 5) {
                    MemberEntry added = entry(i);
                    unreached.add(added);
                    expected.put(added.number, added);
                } else if (choice < 7) {
                    MemberEntry removed = expected.isEmpty() ? entry(i)
                            : expected.remove(expected.floorKey(Math.max(expected.firstKey(), random.nextLong(i))));
                    unreached.remove(removed);
                    unreached.remove(removed);
                } else {
                    Optional<MemberEntry> next =
                            Optional.ofNullable(expected.higherEntry(probed)).map(Map.Entry::getValue);
                    assertEquals(next, unreached.nextToProbe(), message);
                    probed = next.map(entry -> entry.number).orElse(probed);
                }
                assertEquals(Optional.ofNullable(expected.firstEntry()).map(Map.Entry::getValue), unreached.oldest(),
                        message);
            }
        }
    }

    private static MemberEntry entry(int number) {
        return new MemberEntry(new Member(new PeerId(new Address("127.0.0.1", 1 + number), 1), 0), number, number);
    }
}
