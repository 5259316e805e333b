package gossip.peer.topology;

import gossip.peer.registration.SeedList;
import gossip.protocol.Address;
import gossip.protocol.Message.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/**
 * Preferential attachment (Barabasi and Albert, 1999): a peer connects to a member with a probability proportional to
 * the degree of the member. Pure functions.
 *
 * <p>Unlike in that model, listed degrees are stale. So a list only proposes candidates, and the peer asks them for
 * their true degrees. From a long list, candidates are drawn in proportion to the listed degree and weighted by true /
 * listed degree (importance resampling).
 */
final class PreferentialAttachment {

    /** Up to this number of members, all are candidates. */
    static final int ASK_ALL = 32;
    /** Draws from a longer list for each link. */
    static final int DRAWS_PER_LINK = 4;

    /** A member without links is choosing neighbors itself. It is chosen only if there is no other. */
    private static final double UNLINKED_WEIGHT = 0.01;

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

    /** Returns all members of a short list, or a sample of a long one. A member drawn twice has twice the bias. */
    static List<Candidate> candidates(List<Member> members, int links, int degreeCap, RandomGenerator random) {
        if (members.size() <= ASK_ALL) {
            return members.stream().map(member -> new Candidate(member, 1, degreeCap)).toList();
        }
        List<SeedList> one = List.of(new SeedList(members.size(), false, 0, members));
        return sample(one, one, links, degreeCap, random);
    }

    /**
     * Returns a sample of the members of several seeds. A draw chooses a seed, then one of its members in proportion to
     * the listed degree. The lines of a list by degree are such draws already, so each is as likely as the others. To
     * draw by degree again would square the degrees. Half of the draws take each seed in turn. So a seed that states a
     * false number of members leaves a share to the others.
     *
     * @param inTurn the list of each seed, with one member or more
     * @param byTotal lists that the other half of the draws chooses in proportion to the number of their members
     */
    static List<Candidate> sample(
            List<SeedList> inTurn, List<SeedList> byTotal, int links, int degreeCap, RandomGenerator random) {
        double[] totals = cumulative(byTotal, SeedList::total);
        Map<SeedList, Supplier<Member>> drawsFrom = new IdentityHashMap<>();
        Map<Member, Integer> draws = new LinkedHashMap<>();
        boolean several = inTurn.size() > 1;
        int first = several ? random.nextInt(inTurn.size()) : 0;
        for (int i = 0; i < DRAWS_PER_LINK * links; i++) {
            SeedList chosen = several && i % 2 == 0 ? inTurn.get((first + i / 2) % inTurn.size())
                    : byTotal.get(draw(totals, random));
            Supplier<Member> draw = drawsFrom.computeIfAbsent(chosen, list -> draws(list, degreeCap, random));
            draws.merge(draw.get(), 1, Integer::sum);
        }
        Map<Address, Candidate> candidates = new LinkedHashMap<>();
        draws.forEach((member, times) -> candidates.merge(member.peer().address(),
                new Candidate(member, (double) times / listedDegree(member, degreeCap), degreeCap),
                (one, other) -> new Candidate(one.member(), one.bias() + other.bias(), degreeCap)));
        return List.copyOf(candidates.values());
    }

    /** Returns a source of draws in proportion to the degree. A line of a list by degree is drawn again after all. */
    private static Supplier<Member> draws(SeedList list, int degreeCap, RandomGenerator random) {
        if (!list.byDegree()) {
            double[] degrees = cumulative(list.members(), member -> listedDegree(member, degreeCap));
            return () -> list.members().get(draw(degrees, random));
        }
        List<Member> lines = new ArrayList<>(list.members());
        Collections.shuffle(lines, random);
        int[] next = {0};
        return () -> lines.get(next[0]++ % lines.size());
    }

    /**
     * Returns different members of a list by degree, a uniform sample: each is taken with a probability in inverse
     * proportion to its degree (weighted sampling without replacement, Efraimidis and Spirakis 2006).
     */
    static List<Member> uniform(List<Member> byDegree, int most, RandomGenerator random) {
        double[] keys = byDegree.stream()
                .mapToDouble(member -> -Math.log(1 - random.nextDouble()) * Math.max(member.degree(), 1)).toArray();
        Map<Address, Member> sample = new LinkedHashMap<>();
        for (int i = 0; i < keys.length && sample.size() < most; i++) {
            int least = indexOfLeast(keys);
            keys[least] = Double.POSITIVE_INFINITY;
            sample.putIfAbsent(byDegree.get(least).peer().address(), byDegree.get(least));
        }
        return List.copyOf(sample.values());
    }

    private static int indexOfLeast(double[] values) {
        int least = 0;
        for (int i = 1; i < values.length; i++) {
            least = values[i] < values[least] ? i : least;
        }
        return least;
    }

    private static int listedDegree(Member member, int degreeCap) {
        return Math.clamp(member.degree(), 1, degreeCap);
    }

    private static <T> double[] cumulative(List<T> items, ToIntFunction<T> weight) {
        double[] cumulative = new double[items.size()];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += weight.applyAsInt(items.get(i));
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
