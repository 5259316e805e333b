package gossip.peer.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.protocol.Address;
import gossip.protocol.HashPrefix;
import gossip.protocol.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DigestTreeTest {

    private final ReceivedSet.WindowBudget budget = new ReceivedSet.WindowBudget();
    private final DigestTree tree = new DigestTree();
    private final List<OriginState> states = new ArrayList<>();

    private static OriginState state(int number, long hash) {
        return new OriginState(new Origin(new Address("host-" + number, 1), 1), hash, 0);
    }

    private void add(OriginState state) {
        assertTrue(tree.add(state));
        states.add(state);
    }

    private void receive(OriginState state) {
        long before = state.contribution();
        state.add(state.front(), budget);
        tree.change(state.hash(), state.contribution() - before);
    }

    private void assertEqualToList(HashPrefix prefix) {
        List<OriginState> expected = states.stream().filter(state -> prefix.contains(state.hash())).toList();
        assertEquals(Set.copyOf(expected), Set.copyOf(tree.under(prefix)), prefix::toString);
        assertEquals(expected.size(), tree.count(prefix), prefix::toString);
        assertEquals(expected.stream().mapToLong(OriginState::contribution).sum(), tree.sum(prefix),
                prefix::toString);
    }

    @Test
    void sums_and_origins_of_each_prefix_are_those_of_a_list() {
        RandomSeeds.upTo(5, randomSeed -> {
            Random random = new Random(randomSeed);
            DigestTreeTest test = new DigestTreeTest();
            for (int i = 0; i < 3000; i++) {
                if (random.nextInt(3) > (i < 2000 ? 0 : 1) || test.states.isEmpty()) {
                    OriginState added = state(i, random.nextLong() & (i % 2 == 0 ? -1L : 0x00ff_ffff_ffff_ffffL));
                    test.add(added);
                    test.receive(added);
                } else {
                    test.tree.remove(test.states.remove(random.nextInt(test.states.size())));
                }
                if (!test.states.isEmpty()) {
                    test.receive(test.states.get(random.nextInt(test.states.size())));
                }
                if (i % 10 == 0) {
                    HashPrefix prefix = HashPrefix.ROOT;
                    test.assertEqualToList(prefix);
                    for (int depth = 0; depth < 4; depth++) {
                        prefix = prefix.child(random.nextInt(4));
                        test.assertEqualToList(prefix);
                    }
                }
            }
        });
    }

    @Test
    void a_17th_origin_with_the_same_hash_is_refused() {
        for (int i = 0; i < 16; i++) {
            add(state(i, 42));
        }
        assertFalse(tree.add(state(16, 42)));
        assertTrue(tree.add(state(17, 43)));
        assertEquals(17, tree.size());
    }

    @Test
    void the_hash_of_an_origin_is_the_same_in_every_process() {
        assertEquals(0x26ff7e29510180a1L, OriginHash.of(new Origin(new Address("127.0.0.1", 6001), 1763815201123L)));
    }
}
