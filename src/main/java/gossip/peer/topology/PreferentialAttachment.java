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

    /** A degree up to this number counts in a network of any size. */
    private static final int MIN_DEGREE_CAP = 32;
    /** The largest degree of preferential attachment grows with the square root of the size; 8 is guessed. */
    private static final int DEGREE_CAP_FACTOR = 8;

    /**
     * A member that is asked for its degree.
     *
     * @param bias factor by which its true degree is multiplied to give its weight
     * @param degreeCap the highest degree that counts
     */
    record Candidate(Member member, double bias, int degreeCap) {

        Weighted withDegree(int trueDegree) {
            double weight = Math.max(Math.min(trueDegree, degreeCap), UNLINKED_WEIGHT) * bias;
            return new Weighted(member.peer().address(), weight);
        }
    }

    /** A candidate that has reported its degree. */
    record Weighted(Address address, double weight) {

        Weighted times(double factor) {
            return new Weighted(address, weight * factor);
        }
    }

    private PreferentialAttachment() {}

    /**
     * Returns the highest degree that counts. A member may claim any degree, and without a cap it would be chosen by
     * every other.
     *
     * @param total number of members of the network, 1 or more
     */
    static int degreeCap(int total) {
        return (int) Math.max(MIN_DEGREE_CAP, DEGREE_CAP_FACTOR * Math.sqrt(total));
    }

    /** Returns all members of a short list, or a sample of a long one. A member drawn twice has twice the bias. */
    static List<Candidate> candidates(List<Member> members, int links, int degreeCap, RandomGenerator random) {
        if (members.size() <= ASK_ALL) {
            return members.stream().map(member -> new Candidate(member, 1, degreeCap)).toList();
        }
        double[] cumulative = cumulativeDegrees(members, degreeCap);
        Map<Member, Integer> draws = new LinkedHashMap<>();
        for (int i = 0; i < DRAWS_PER_LINK * links; i++) {
            draws.merge(members.get(draw(cumulative, random)), 1, Integer::sum);
        }
        List<Candidate> candidates = new ArrayList<>(draws.size());
        draws.forEach((member, times) ->
                candidates.add(new Candidate(member, (double) times / listedDegree(member, degreeCap), degreeCap)));
        return candidates;
    }

    private static int listedDegree(Member member, int degreeCap) {
        return Math.clamp(member.degree(), 1, degreeCap);
    }

    private static double[] cumulativeDegrees(List<Member> members, int degreeCap) {
        double[] cumulative = new double[members.size()];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += listedDegree(members.get(i), degreeCap);
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
