package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers come and go, one by one and by the hundred; what is left is one network that has every message. */
@ParameterizedClass
@EnumSource
class ChurnTest {

    @Parameter
    Dissemination dissemination;

    private static final Duration DETECTION = Simulation.HEARTBEAT.multipliedBy(4);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void a_fifth_of_the_peers_is_exchanged_while_all_talk(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation.messages(60));
        simulation.cluster.startPeers(200);
        simulation.settle();
        List<Address> before = simulation.cluster.living();

        simulation.churn(40, Duration.ofSeconds(5));
        simulation.run(DETECTION.plus(Simulation.HEARTBEAT));

        simulation.assertWhole(simulation.cluster.living().stream().filter(before::contains).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void after_five_turnovers_the_overlay_is_whole_and_no_denser(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation.silent(dissemination));
        simulation.cluster.startPeers(100);
        simulation.settle();

        simulation.churn(500, Duration.ofSeconds(2));
        simulation.run(DETECTION.plus(Simulation.HEARTBEAT));

        simulation.assertWhole(simulation.cluster.living());
        double mean = simulation.cluster.degrees().stream().mapToInt(Integer::intValue).average().orElse(0);
        assertTrue(mean > 3 && mean < 5, () -> simulation + ": mean degree " + mean);
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void three_hundred_of_a_thousand_crash_at_once(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation.silent(dissemination));
        simulation.cluster.startPeers(1000);
        simulation.settle();
        simulation.chatter(Duration.ofSeconds(20), Duration.ofSeconds(1));

        for (int i = 0; i < 300; i++) {
            simulation.cluster.crash(simulation.anyone());
        }
        simulation.chatter(DETECTION, Duration.ofSeconds(4));
        simulation.run(Simulation.HEARTBEAT);

        simulation.assertWhole(simulation.cluster.living());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_ten_best_connected_crash_at_once(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation.silent(dissemination));
        simulation.cluster.startPeers(200);
        simulation.settle();

        simulation.cluster.living().stream()
                .sorted(Comparator.comparingInt(peer -> -simulation.cluster.peer(peer).neighbors().size()))
                .limit(10).forEach(simulation.cluster::crash);
        simulation.chatter(DETECTION, Duration.ofSeconds(4));
        simulation.run(Simulation.HEARTBEAT);

        simulation.assertWhole(simulation.cluster.living());
        assertEquals(190, simulation.cluster.seed(simulation.cluster.seedAddresses().getFirst()).members(),
                simulation::toString);
    }
}
