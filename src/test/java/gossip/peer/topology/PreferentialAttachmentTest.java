package gossip.peer.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.peer.registration.SeedList;
import gossip.peer.topology.PreferentialAttachment.Candidate;
import gossip.peer.topology.PreferentialAttachment.Weighted;
import gossip.protocol.Address;
import gossip.protocol.DegreeSample;
import gossip.protocol.Message.Member;
import gossip.protocol.PeerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferentialAttachmentTest {

    private static final int TRIALS = 20_000;
    private static final int LINKS = 2;
    private static final int CAP = 1000;

    private static Member member(int number, long incarnation, int degree) {
        return new Member(new PeerId(new Address("a", 1 + number), incarnation), degree);
    }

    /** Returns members 0, 1, 2... with these degrees. */
    private static List<Member> members(int count, IntUnaryOperator degree) {
        return IntStream.range(0, count).mapToObj(i -> member(i, 1, degree.applyAsInt(i))).toList();
    }

    private static int number(Address address) {
        return address.port() - 1;
    }

    /**
     * Compares the frequencies of the choices with the expected shares by a chi-square test. The statistic has the mean
     * n - 1 and the standard deviation sqrt(2(n - 1)). A correct choice is practically never five deviations off. A
     * wrong one is hundreds off.
     */
    private static void assertShares(double[] expected, Supplier<Address> choice) {
        int[] seen = new int[expected.length];
        for (int i = 0; i < TRIALS; i++) {
            seen[number(choice.get())]++;
        }
        double sum = IntStream.range(0, expected.length).mapToDouble(i -> expected[i]).sum();
        double chiSquare = IntStream.range(0, expected.length)
                .mapToDouble(i -> Math.pow(seen[i] - TRIALS * expected[i] / sum, 2) / (TRIALS * expected[i] / sum))
                .sum();
        int freedom = expected.length - 1;
        assertTrue(chiSquare < freedom + 5 * Math.sqrt(2.0 * freedom),
                () -> "chi-square " + chiSquare + " at " + freedom + " degrees of freedom");
    }

    private static Address choose(List<Weighted> pool, Random random) {
        return PreferentialAttachment.choose(pool, random).orElseThrow().address();
    }

    @Test
    void an_empty_pool_gives_no_choice() {
        assertEquals(Optional.empty(), PreferentialAttachment.choose(List.of(), new Random(1)));
    }

    @Test
    void the_choice_is_proportional_to_the_weight() {
        RandomSeeds.upTo(3, randomSeed -> {
            Random random = new Random(randomSeed);
            double[] weights = {1, 2, 0.5, 10, 3.5, 1};
            List<Weighted> pool = IntStream.range(0, weights.length)
                    .mapToObj(i -> new Weighted(new Address("a", 1 + i), weights[i])).toList();
            assertShares(weights, () -> choose(pool, random));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, PreferentialAttachment.ASK_ALL})
    void all_members_of_a_short_list_are_candidates_with_any_listed_degree(int count) {
        List<Member> members = members(count, i -> i);
        assertEquals(members.stream().map(member -> new Candidate(member, 1, CAP)).toList(),
                PreferentialAttachment.candidates(members, LINKS, CAP, new Random(1)));
    }

    @Test
    void four_members_of_a_longer_list_are_drawn_for_each_link() {
        List<Member> members = members(10_000, i -> 1);
        double draws = PreferentialAttachment.candidates(members, LINKS, CAP, new Random(1)).stream()
                .mapToDouble(Candidate::bias).sum();
        assertEquals(PreferentialAttachment.DRAWS_PER_LINK * LINKS, draws, 1e-9, "random seed 1");
    }

    @Test
    void a_member_drawn_several_times_is_one_candidate_with_a_multiple_of_the_weight() {
        List<Member> members = members(PreferentialAttachment.ASK_ALL + 1, i -> i == 7 ? 1_000_000_000 : 0);
        List<Candidate> candidates =
                PreferentialAttachment.candidates(members, LINKS, 1_000_000_000, new Random(1));
        assertEquals(List.of(new Candidate(members.get(7), 8 / 1e9, 1_000_000_000)), candidates, "random seed 1");
    }

    @Test
    void draws_from_a_longer_list_are_proportional_to_the_listed_degree_or_to_one() {
        RandomSeeds.upTo(3, randomSeed -> {
            Random random = new Random(randomSeed);
            List<Member> members = members(40, i -> i % 5 * 3);
            double[] degrees = members.stream().mapToDouble(member -> Math.max(member.degree(), 1)).toArray();
            List<Address> drawn = new ArrayList<>();
            assertShares(degrees, () -> {
                while (drawn.isEmpty()) {
                    PreferentialAttachment.candidates(members, LINKS, CAP, random).forEach(candidate -> {
                        long times = Math.round(candidate.bias() * Math.max(candidate.member().degree(), 1));
                        drawn.addAll(Collections.nCopies((int) times, candidate.member().peer().address()));
                    });
                }
                return drawn.removeLast();
            });
        });
    }

    /** Member 0 has degree 10, and the 90 others have degree 2. So a seed draws it for every 19th line. */
    @Test
    void the_lines_of_a_list_by_degree_are_drawn_uniformly() {
        RandomSeeds.upTo(3, randomSeed -> {
            Random random = new Random(randomSeed);
            int hub = 0;
            int draws = 0;
            for (int i = 0; i < 400; i++) {
                List<Member> lines = IntStream.range(0, 128).map(line -> random.nextInt(19) == 0 ? 0
                        : 1 + random.nextInt(90)).mapToObj(number -> member(number, 1, number == 0 ? 10 : 2)).toList();
                SeedList list = new SeedList(91, true, 0, lines);
                for (Candidate candidate : sample(List.of(list), LINKS, random)) {
                    int times = (int) Math.round(candidate.bias() * candidate.member().degree());
                    draws += times;
                    hub += number(candidate.member().peer().address()) == 0 ? times : 0;
                }
            }
            assertEquals(400 * 8, draws);
            double share = (double) hub / draws;
            assertTrue(Math.abs(share - 1.0 / 19) < 0.01, () -> "share of the hub " + share);
        });
    }

    private static List<Candidate> sample(List<SeedList> lists, int links, Random random) {
        return PreferentialAttachment.sample(lists, lists, links, CAP, random);
    }

    /** One of 100 members, but a quarter of the draws and 1 % of half of them. */
    @Test
    void half_of_the_draws_take_each_seed_in_turn_and_half_in_proportion_to_the_members() {
        RandomSeeds.upTo(3, randomSeed -> {
            Random random = new Random(randomSeed);
            SeedList small = new SeedList(10, false, 0, members(10, i -> 3));
            SeedList large = new SeedList(990, true, 0,
                    IntStream.range(0, 128).mapToObj(i -> member(100 + i, 1, 3)).toList());
            long ofSmall = sample(List.of(small, large), 1000, random).stream()
                    .filter(candidate -> number(candidate.member().peer().address()) < 100)
                    .mapToLong(candidate -> Math.round(3 * candidate.bias())).sum();
            assertTrue(ofSmall > 980 && ofSmall < 1070, () -> ofSmall + " of 4000 draws");
        });
    }

    @Test
    void a_uniform_sample_of_a_list_by_degree_has_each_member_once_and_no_preference_for_hubs() {
        RandomSeeds.upTo(3, randomSeed -> {
            Random random = new Random(randomSeed);
            int hubs = 0;
            for (int i = 0; i < 1000; i++) {
                List<Member> lines = IntStream.range(0, 128).map(line -> random.nextInt(200))
                        .map(link -> link < 100 ? link % 10 : 10 + link % 100)
                        .mapToObj(number -> member(number, 1, number < 10 ? 10 : 1)).toList();
                List<Member> sample = PreferentialAttachment.uniform(lines, 16, random);
                assertEquals(16, sample.stream().distinct().count());
                hubs += (int) sample.stream().filter(member -> member.degree() == 10).count();
            }
            double perSample = hubs / 1000.0;
            assertTrue(perSample > 1 && perSample < 3.5, () -> perSample + " hubs of 16; uniform is 1.5");
        });
    }

    @Test
    void the_weight_is_the_true_degree_divided_by_the_listed_degree() {
        Candidate listedWithFour = new Candidate(member(0, 1, 4), 1.0 / 4, CAP);
        assertEquals(12.0 / 4, listedWithFour.withDegree(12).weight());
    }

    @Test
    void a_member_without_links_has_a_small_positive_weight() {
        double weight = new Candidate(member(0, 1, 0), 1, CAP).withDegree(0).weight();
        assertTrue(weight > 0 && weight <= 0.01, () -> "weight " + weight);
    }

    /** Half of 1,000 members are listed with ten times their true degree. Many draws cancel this almost completely. */
    @Test
    void stale_degrees_on_the_list_do_not_decide() {
        RandomSeeds.upTo(3, randomSeed -> {
            Random random = new Random(randomSeed);
            List<Member> members = members(1000, i -> i % 2 == 0 ? 20 : 2);
            int overrated = 0;
            for (int i = 0; i < 2000; i++) {
                List<Weighted> pool = PreferentialAttachment.candidates(members, 50, CAP, random).stream()
                        .map(candidate -> candidate.withDegree(2)).toList();
                overrated += number(choose(pool, random)) % 2 == 0 ? 1 : 0;
            }
            int chosen = overrated;
            assertTrue(Math.abs(chosen - 1000) < 150, () -> chosen + " of 2000, not about 1000");
        });
    }

    @Test
    void a_degree_counts_up_to_32_or_eight_times_the_root_of_the_size() {
        assertEquals(32, DegreeSample.degreeCap(1));
        assertEquals(32, DegreeSample.degreeCap(16));
        assertEquals(113, DegreeSample.degreeCap(200));
        assertEquals(8000, DegreeSample.degreeCap(1_000_000));
    }

    /** Of 200 members of degree 4, the claimer weighs 113 of 909, so it is a neighbor of every eighth, not of all. */
    @Test
    void a_member_that_claims_a_degree_of_a_million_is_chosen_by_its_capped_degree() {
        RandomSeeds.upTo(3, randomSeed -> {
            Random random = new Random(randomSeed);
            List<Member> members = members(200, i -> i == 0 ? 1_000_000 : 4);
            int claimer = 0;
            for (int i = 0; i < 2000; i++) {
                List<Weighted> pool =
                        PreferentialAttachment.candidates(members, LINKS, 113, random).stream()
                                .map(candidate -> candidate.withDegree(candidate.member().degree())).toList();
                claimer += number(choose(pool, random)) == 0 ? 1 : 0;
            }
            int chosen = claimer;
            assertTrue(chosen < 2000 * 0.17, () -> chosen + " of 2000");
        });
    }
}
