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
 * Preferential attachment (Barabasi and Albert, 1999): a peer connects to a member with a probability proportional to
 * the degree of the member. Pure functions.
 *
 * <p>Unlike in that model, a list of degrees is stale, so it only proposes candidates, which are asked for their true
 * degree. From a long list, candidates are drawn in proportion to the listed degree and weighted by true / listed
 * degree (importance resampling).
 */
final class PreferentialAttachment {

    /** Up to this number of members, all are candidates. */
    static final int ASK_ALL = 32;
    /** Draws from a longer list for each link. */
    static final int DRAWS_PER_LINK = 8;

    /** A member without links is choosing neighbors itself. It is chosen only if there is no other. */
    private static final double UNLINKED_WEIGHT = 0.01;

    /**
     * A member that is asked for its degree.
     *
     * @param bias factor by which its true degree is multiplied to give its weight
     */
    record Candidate(Member member, double bias) {

        Weighted withDegree(int trueDegree) {
            return new Weighted(member.peer().address(), Math.max(trueDegree, UNLINKED_WEIGHT) * bias);
        }
    }

    /** A candidate that has reported its degree. */
    record Weighted(Address address, double weight) {}

    private PreferentialAttachment() {}

    /** Returns all members of a short list, or a sample of a long one. A member drawn twice has twice the bias. */
    static List<Candidate> candidates(List<Member> members, int links, RandomGenerator random) {
        if (members.size() <= ASK_ALL) {
            return members.stream().map(member -> new Candidate(member, 1)).toList();
        }
        double[] cumulative = cumulativeDegrees(members);
        Map<Member, Integer> draws = new LinkedHashMap<>();
        for (int i = 0; i < DRAWS_PER_LINK * links; i++) {
            draws.merge(members.get(draw(cumulative, random)), 1, Integer::sum);
        }
        List<Candidate> candidates = new ArrayList<>(draws.size());
        draws.forEach((member, times) ->
                candidates.add(new Candidate(member, (double) times / Math.max(member.degree(), 1))));
        return candidates;
    }

    private static double[] cumulativeDegrees(List<Member> members) {
        double[] cumulative = new double[members.size()];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += Math.max(members.get(i).degree(), 1);
            cumulative[i] = sum;
        }
        return cumulative;
    }

    private static int draw(double[] cumulative, RandomGenerator random) {
        int found = Arrays.binarySearch(cumulative, random.nextDouble(cumulative[cumulative.length - 1]));
        return found < 0 ? -found - 1 : found + 1;
    }

    /** Returns a member of the pool with a probability proportional to its weight; empty if the pool is empty. */
    static Optional<Weighted> choose(List<Weighted> pool, RandomGenerator random) {
        if (pool.isEmpty()) {
            return Optional.empty();
        }
        double remaining = random.nextDouble(pool.stream().mapToDouble(Weighted::weight).sum());
        int i = 0;
        while (i < pool.size() - 1 && remaining >= pool.get(i).weight()) {
            remaining -= pool.get(i).weight();
            i++;
        }
        return Optional.of(pool.get(i));
    }
}
