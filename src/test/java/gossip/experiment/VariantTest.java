package gossip.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.ProtocolRules;
import gossip.protocol.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tests that an experiment can replace each rule of the protocol, and the documented example. */
class VariantTest {

    @Test
    void the_example_has_the_reach_of_percolation_and_less_than_60_lines() throws IOException {
        assertEquals(1, ProbabilisticGossip.reach(1));
        double below = ProbabilisticGossip.reach(0.3);
        double above = ProbabilisticGossip.reach(0.9);
        assertTrue(below < 0.4 && above > 0.95, () -> below + " and " + above);
        Path example = Path.of("src/test/java/gossip/experiment/ProbabilisticGossip.java");
        assertTrue(Files.readAllLines(example).size() < 60);
    }

    @Test
    void attachment_by_the_inverse_of_the_degree_has_no_hubs() {
        ProtocolRules uniform = new ProtocolRules() {
            @Override
            public double attachmentBias(int degree) {
                return 1.0 / Math.max(1, degree);
            }
        };
        String[] options = {"--peers=400", "--messages=0", "--duration=1s"};
        int hub = ExperimentRun.simulate(ProtocolRules.STANDARD, options).joined().max();
        int uniformHub = ExperimentRun.simulate(uniform, options).joined().max();
        assertTrue(uniformHub * 1.5 < hub, () -> uniformHub + " and " + hub);
    }

    @Test
    void a_detector_that_waits_for_one_miss_declares_death_26_s_earlier() {
        ProtocolRules hasty = new ProtocolRules() {
            @Override
            public int missesUntilDead(Address neighbor, int configured) {
                return 1;
            }
        };
        Results results = ExperimentRun.simulate(hasty, "--peers=100", "--messages=0", "--duration=1m", "--kill=10",
                "--crash=silent");
        assertTrue(results.detectionSeconds().min() >= 13 && results.detectionSeconds().max() <= 26.1,
                () -> "from " + results.detectionSeconds());
    }
}
