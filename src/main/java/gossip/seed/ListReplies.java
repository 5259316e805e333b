package gossip.seed;

import gossip.node.Link;
import gossip.protocol.Address;
import gossip.protocol.DegreeSample;
import gossip.protocol.Message;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.MemberList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * The lists of members that a seed sends.
 *
 * <pre>
 * REGISTER, most of 128 or more    up to 128 members: all of them; above: most / 4 draws with replacement, by degree
 * REGISTER, most below 128         at most that many members, a uniform sample
 * MEMBERS most                     at most that many members and at most 10,000, a uniform sample if there are more
 * </pre>
 */
final class ListReplies {

    /** Maximum number of members in one list, a bound on the memory for a reply. */
    private static final int MAX_LISTED = 10_000;

    private final Membership membership;
    private final RandomGenerator random;

    ListReplies(Membership membership, RandomGenerator random) {
        this.membership = membership;
        this.random = random;
    }

    /** Returns the answer to REGISTER: the header and then at most 128 members. */
    List<Message> others(Address requester, int most) {
        int total = membership.others(requester);
        if (most < DegreeSample.MAX_COMPLETE || total <= DegreeSample.MAX_COMPLETE) {
            return list(total, membership.list(Math.min(most, total), Optional.of(requester), random),
                    OptionalInt.empty());
        }
        OptionalInt unlinked = OptionalInt.of(membership.unlinked());
        return list(total, membership.drawByDegree(DegreeSample.draws(most), requester, random), unlinked);
    }

    /** Answers MEMBERS without an address. */
    void sendMost(Link link, int most) {
        send(link, membership.size(), membership.list(Math.min(most, MAX_LISTED), Optional.empty(), random));
    }

    /** Answers MEMBERS with an address. */
    void sendOne(Link link, Address address) {
        send(link, membership.size(), membership.member(address).stream().toList());
    }

    private static void send(Link link, int total, List<Member> members) {
        list(total, members, OptionalInt.empty()).forEach(link::send);
    }

    private static List<Message> list(int total, List<Member> members, OptionalInt unlinked) {
        List<Message> lines = new ArrayList<>(members.size() + 1);
        lines.add(new MemberList(total, members.size(), unlinked));
        lines.addAll(members);
        return lines;
    }
}
