package gossip.peer.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Address;
import gossip.protocol.Message.Member;
import gossip.protocol.PeerId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedListTest {

    private static Member member(int number, long incarnation, int degree) {
        return new Member(new PeerId(new Address("a", 1 + number), incarnation), degree);
    }

    private static List<Member> union(List<List<Member>> lists) {
        return SeedList.union(lists.stream().map(list -> new SeedList(list.size(), false, 0, list)).toList());
    }

    @Test
    void the_union_of_lists_has_each_address_once() {
        assertEquals(List.of(member(0, 1, 2), member(1, 1, 2), member(2, 1, 2)),
                union(List.of(List.of(member(0, 1, 2), member(1, 1, 2)), List.of(member(1, 1, 2), member(2, 1, 2)))));
    }

    @Test
    void the_union_of_lists_has_the_highest_incarnation_of_an_address() {
        assertEquals(List.of(member(0, 3, 7)),
                union(List.of(List.of(member(0, 2, 5)), List.of(member(0, 3, 7)), List.of(member(0, 1, 9)))));
    }
}
