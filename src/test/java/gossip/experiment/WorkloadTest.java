package gossip.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.experiment.Workload.Arrivals;
import gossip.experiment.metrics.Traffic.Volume;
import gossip.node.ProtocolRules;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Tests the times, the origins and the sizes of broadcasts. */
class WorkloadTest {

    private static final int SECONDS = 1000;

    /** Returns the variance of the number of broadcasts in a second over its mean, which is 10. */
    private static double dispersion(Arrivals arrivals) {
        int[] counts = new int[SECONDS];
        new Workload(0, 10, arrivals, 0, 0).times(Duration.ofSeconds(SECONDS), new SplittableRandom(1))
                .forEach(nanos -> counts[(int) (nanos / 1_000_000_000L)]++);
        double sum = 0;
        for (int count : counts) {
            sum += (count - 10) * (count - 10);
        }
        return sum / SECONDS / 10;
    }

    /** Tolerance: 4 standard errors for a Poisson process, whose variance is its mean. */
    @Test
    void arrivals_are_regular_or_a_Poisson_process() {
        assertEquals(0, dispersion(Arrivals.FIXED));
        assertEquals(1, dispersion(Arrivals.POISSON), 4 * Math.sqrt(2.0 / SECONDS));
    }

    @Test
    void a_rate_gives_the_number_of_broadcasts_and_the_origins_publish_in_turn() {
        Results results = ExperimentRun.simulate(ProtocolRules.STANDARD, "--peers=20", "--rate=2", "--duration=6s",
                "--closing=1s", "--origins=3", "--size=1000");
        List<?> origins = results.messages().stream().map(message -> message.origin()).toList();
        assertEquals(12, origins.size());
        assertEquals(3, origins.stream().distinct().count());
        assertEquals(origins.subList(0, 9), origins.subList(3, 12));
        Volume gossip = results.traffic().get("GOSSIP");
        double bytes = (double) gossip.bytes() / gossip.messages();
        assertTrue(bytes > 1000 && bytes < 1200, () -> bytes + " bytes in a message with 1000 bytes of content");
    }
}
