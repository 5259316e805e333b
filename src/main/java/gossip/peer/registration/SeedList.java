package gossip.peer.registration;

import gossip.protocol.Address;
import gossip.protocol.Message.Member;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The members that a seed listed for this peer.
 *
 * @param total number of members that the seed has, without this peer
 * @param byDegree whether the members are draws with replacement in proportion to their degree; if not, they are all
 *     members or a uniform sample
 * @param unlinked number of members with degree 0
 */
public record SeedList(int total, boolean byDegree, int unlinked, List<Member> members) {

    /** The list of a seed that has no members. */
    public static final SeedList EMPTY = new SeedList(0, false, 0, List.of());

    /** Returns the members of all lists: each address once, with its highest incarnation. */
    public static List<Member> union(List<SeedList> lists) {
        Map<Address, Member> latest = new LinkedHashMap<>();
        lists.stream().flatMap(list -> list.members().stream()).forEach(member ->
                latest.merge(member.peer().address(), member,
                        (known, other) -> other.peer().succeeds(known.peer()) ? other : known));
        return List.copyOf(latest.values());
    }

    /** Returns how many different addresses the lists have; one above the limit stands for any greater number. */
    public static int addresses(List<SeedList> lists, int limit) {
        Set<Address> different = new HashSet<>();
        for (SeedList list : lists) {
            for (Member member : list.members()) {
                if (different.add(member.peer().address()) && different.size() > limit) {
                    return different.size();
                }
            }
        }
        return different.size();
    }

    /** Returns the members that meet a condition. */
    public SeedList filter(Predicate<Member> condition) {
        for (Member member : members) {
            if (!condition.test(member)) {
                return new SeedList(total, byDegree, unlinked, members.stream().filter(condition).toList());
            }
        }
        return this;
    }
}
