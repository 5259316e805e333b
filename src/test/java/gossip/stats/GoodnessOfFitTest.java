package gossip.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.stats.GoodnessOfFit.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the goodness of fit accepts power laws and rejects other degree distributions. */
class GoodnessOfFitTest {

    private static final int M = 2;

    @Test
    void with_exponent_3_the_law_is_2m_m_plus_1_over_k_k_plus_1_k_plus_2() {
        PowerLaw law = new PowerLaw(3, M);
        for (int k = M; k < 50; k++) {
            assertEquals(2.0 * M * (M + 1) / (k * (k + 1.0) * (k + 2.0)), law.hazard(k) * law.atLeast(k), 1e-12);
        }
    }

    @Test
    void the_probabilities_of_a_power_law_add_up_to_1() {
        PowerLaw law = new PowerLaw(2.7, 3);
        double sum = IntStream.range(3, 1000).mapToDouble(k -> law.hazard(k) * law.atLeast(k)).sum();
        assertEquals(1, sum + law.atLeast(1000), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.5, 3, 3.5})
    void the_fit_finds_the_exponent_of_the_drawn_degrees(double exponent) {
        SplittableRandom random = new SplittableRandom(1);
        List<Integer> degrees =
                IntStream.range(0, 20_000).mapToObj(i -> draw(new PowerLaw(exponent, M), random)).toList();
        assertEquals(exponent, PowerLaw.fit(PowerLaw.histogram(degrees, M), M).exponent(), 0.08);
    }

    private static int draw(PowerLaw law, SplittableRandom random) {
        int k = law.minDegree();
        while (random.nextDouble() >= law.hazard(k)) {
            k++;
        }
        return k;
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500, 1000})
    void preferential_attachment_passes_on_19_of_20_random_seeds(int peers) {
        long passes = IntStream.rangeClosed(1, 20)
                .filter(seed -> verdict(grown(peers, true, seed)) == Verdict.POWER_LAW).count();
        assertTrue(passes >= 19, () -> passes + " of 20");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500, 1000})
    void uniform_attachment_fails_on_all_random_seeds(int peers) {
        for (int seed = 1; seed <= 20; seed++) {
            GoodnessOfFit fit = GoodnessOfFit.of(grown(peers, false, seed), M);
            int failing = seed;
            assertEquals(Verdict.NOT_A_POWER_LAW, fit.verdict(), () -> "random seed " + failing + ": " + fit);
        }
    }

    @Test
    void fewer_than_50_degrees_have_no_verdict() {
        assertEquals(Verdict.TOO_FEW, verdict(Collections.nCopies(49, 2)));
    }

    @Test
    void a_regular_graph_is_not_a_power_law() {
        assertEquals(Verdict.NOT_A_POWER_LAW, verdict(Collections.nCopies(200, 4)));
    }

    @Test
    void an_exponent_at_the_bound_of_the_search_and_degrees_below_m_are_named() {
        List<Integer> degrees = new ArrayList<>(Collections.nCopies(200, M));
        degrees.addAll(List.of(M - 1, M - 1));
        GoodnessOfFit fit = GoodnessOfFit.of(degrees, M);
        assertTrue(fit.standardError().isEmpty());
        assertTrue(fit.toString().startsWith("exponent 12.00, the bound of the search, (2.75 to 3.20)"), fit::toString);
        assertTrue(fit.toString().endsWith("; 2 degrees below " + M + " are not in the fit"), fit::toString);
    }

    private static Verdict verdict(List<Integer> degrees) {
        return GoodnessOfFit.of(degrees, M).verdict();
    }

    /** Grows a network. A new node links to two nodes: to ends of random links if preferential, else to any nodes. */
    private static List<Integer> grown(int peers, boolean preferential, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> ends = new ArrayList<>(List.of(0, 1, 1, 2, 2, 0));
        int[] degrees = new int[peers];
        ends.forEach(end -> degrees[end]++);
        for (int newNode = 3; newNode < peers; newNode++) {
            int first = choose(newNode, ends, preferential, random);
            int second = first;
            while (second == first) {
                second = choose(newNode, ends, preferential, random);
            }
            for (int neighbor : new int[] {first, second}) {
                ends.add(newNode);
                ends.add(neighbor);
                degrees[newNode]++;
                degrees[neighbor]++;
            }
        }
        return IntStream.of(degrees).boxed().toList();
    }

    private static int choose(int newNode, List<Integer> ends, boolean preferential, SplittableRandom random) {
        return preferential ? ends.get(random.nextInt(ends.size())) : random.nextInt(newNode);
    }
}
