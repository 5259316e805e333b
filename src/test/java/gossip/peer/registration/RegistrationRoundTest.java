package gossip.peer.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Address;
import gossip.protocol.Message.Member;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RegistrationRoundTest {

    private static Member member(int number, long incarnation, int degree) {
        return new Member(new PeerId(new Address("a", 1 + number), incarnation), degree);
    }

    /** Returns the result of a round in which each seed, in this order, answered with one of the lists. */
    @SafeVarargs
    private static RegistrationRound.Result answers(List<Member>... lists) {
        Map<Address, List<Member>> bySeed = new LinkedHashMap<>();
        for (List<Member> list : lists) {
            bySeed.put(new Address("seed", 1 + bySeed.size()), list);
        }
        return new RegistrationRound.Result(bySeed, Map.of(), OptionalLong.empty(), Optional.empty(), 1, Duration.ZERO);
    }

    @Test
    void the_union_of_lists_has_each_address_once() {
        assertEquals(List.of(member(0, 1, 2), member(1, 1, 2), member(2, 1, 2)),
                answers(List.of(member(0, 1, 2), member(1, 1, 2)), List.of(member(1, 1, 2), member(2, 1, 2)))
                        .members());
    }

    @Test
    void the_union_of_lists_has_the_highest_incarnation_of_an_address() {
        assertEquals(List.of(member(0, 3, 7)),
                answers(List.of(member(0, 2, 5)), List.of(member(0, 3, 7)), List.of(member(0, 1, 9))).members());
    }
}
