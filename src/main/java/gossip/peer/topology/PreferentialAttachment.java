package gossip.peer.topology;

import gossip.protocol.Address;
import gossip.protocol.Message.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Preferential attachment (Barabasi and Albert, 1999): a newcomer links to a member with a probability proportional to
 * the member's degree, which is what makes the degrees follow a power law. Pure functions.
 *
 * <p>The degrees on a seed's list lag behind, most of all when many start at once, and attachment by stale degrees
 * makes the law exponential. So the list only proposes, and the true degree, asked of each candidate, decides: of a
 * short list everyone is a candidate; of a longer one candidates are drawn in proportion to the listed degree, and the
 * weight of the choice, true degree over listed degree, takes that proportion out again (importance resampling).
 */
final class PreferentialAttachment {

    /** Up to so many members, all are asked. */
    static final int ASK_ALL = 32;
    /** Draws from a longer list for each link wanted. */
    static final int DRAWS_PER_LINK = 8;

    /** Whoever has no links yet is about to choose its own; it is chosen only where nobody else is to be had. */
    private static final double WEIGHT_OF_THE_UNLINKED = 0.01;

    /**
     * A member to be asked for its degree.
     *
     * @param bias what its true degree is multiplied by to give its weight
     */
    record Candidate(Member member, double bias) {

        Weighted withDegree(int trueDegree) {
            return new Weighted(member.peer().address(), Math.max(trueDegree, WEIGHT_OF_THE_UNLINKED) * bias);
        }
    }

    /** A candidate that has told its degree. */
    record Weighted(Address address, double weight) {}

    private PreferentialAttachment() {}

    static List<Candidate> candidates(List<Member> members, int links, RandomGenerator random) {
        if (members.size() <= ASK_ALL) {
            return members.stream().map(member -> new Candidate(member, 1)).toList();
        }
        double[] upTo = cumulativeDegrees(members);
        Map<Member, Integer> draws = new LinkedHashMap<>();
        for (int i = 0; i < DRAWS_PER_LINK * links; i++) {
            draws.merge(members.get(draw(upTo, random)), 1, Integer::sum);
        }
        List<Candidate> candidates = new ArrayList<>(draws.size());
        draws.forEach((member, times) ->
                candidates.add(new Candidate(member, (double) times / Math.max(member.degree(), 1))));
        return candidates;
    }

    private static double[] cumulativeDegrees(List<Member> members) {
        double[] upTo = new double[members.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += Math.max(members.get(i).degree(), 1);
            upTo[i] = sum;
        }
        return upTo;
    }

    private static int draw(double[] upTo, RandomGenerator random) {
        int found = Arrays.binarySearch(upTo, random.nextDouble(upTo[upTo.length - 1]));
        return found < 0 ? -found - 1 : found + 1;
    }

    /** One of the pool, with a probability proportional to its weight. */
    static Optional<Weighted> choose(List<Weighted> pool, RandomGenerator random) {
        if (pool.isEmpty()) {
            return Optional.empty();
        }
        double left = random.nextDouble(pool.stream().mapToDouble(Weighted::weight).sum());
        int i = 0;
        while (i < pool.size() - 1 && left >= pool.get(i).weight()) {
            left -= pool.get(i).weight();
            i++;
        }
        return Optional.of(pool.get(i));
    }
}
