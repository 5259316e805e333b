package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Peers crash and others start, one by one or many at once. The overlay stays connected and no message is lost. */
@ParameterizedClass
@EnumSource
class ChurnTest {

    @Parameter
    Dissemination dissemination;

    /** Longer than a peer takes to declare a crashed neighbor dead. */
    private static final Duration DETECTION = Simulation.HEARTBEAT.multipliedBy(4);
    /** Shorter than the 300 s during which a peer generates 60 messages. */
    private static final Duration CHURN = Duration.ofSeconds(200);

    @Test
    void while_a_fifth_of_the_peers_is_replaced_no_message_is_lost() {
        int peers = RandomSeeds.isLongRun() ? 200 : 50;
        RandomSeeds.upTo(1, 20, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation.messages(60, dissemination));
            simulation.cluster.startPeers(peers);
            simulation.settle();
            List<Address> before = simulation.cluster.living();

            simulation.churn(peers / 5, CHURN.dividedBy(peers / 5));
            simulation.run(DETECTION.plus(Simulation.HEARTBEAT));

            simulation.assertConverged(simulation.cluster.living().stream().filter(before::contains).toList());
        });
    }

    @Test
    void after_five_turnovers_the_overlay_is_connected_and_as_dense_as_before() {
        RandomSeeds.upTo(1, 20, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation.silent(dissemination));
            simulation.cluster.startPeers(100);
            simulation.settle();

            simulation.churn(500, Duration.ofSeconds(2));
            simulation.run(DETECTION.plus(Simulation.HEARTBEAT));
            simulation.publish(simulation.randomPeer());
            simulation.run(Duration.ofSeconds(1));

            simulation.assertConverged();
            double mean = simulation.cluster.degrees().stream().mapToInt(Integer::intValue).average().orElse(0);
            assertTrue(mean > 3 && mean < 5, () -> "mean degree " + mean);
        });
    }

    @Test
    void after_three_of_ten_peers_have_crashed_at_once_the_overlay_is_connected() {
        int peers = RandomSeeds.isLongRun() ? 1000 : 300;
        RandomSeeds.upTo(1, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation.silent(dissemination));
            simulation.cluster.startPeers(peers);
            simulation.settle();
            simulation.publishRepeatedly(Duration.ofSeconds(20), Duration.ofSeconds(1));

            for (int i = 0; i < peers * 3 / 10; i++) {
                simulation.cluster.crash(simulation.randomPeer());
            }
            simulation.publishRepeatedly(DETECTION, Duration.ofSeconds(4));
            simulation.run(Simulation.HEARTBEAT);

            simulation.assertConverged();
        });
    }

    @Test
    void after_the_10_peers_with_the_most_links_have_crashed_at_once_the_overlay_is_connected() {
        RandomSeeds.upTo(1, 30, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 1, Simulation.silent(dissemination));
            simulation.cluster.startPeers(200);
            simulation.settle();

            simulation.cluster.living().stream()
                    .sorted(Comparator.comparingInt(peer -> -simulation.cluster.peer(peer).neighbors().size()))
                    .limit(10).forEach(simulation.cluster::crash);
            simulation.publishRepeatedly(DETECTION, Duration.ofSeconds(4));
            simulation.run(Simulation.HEARTBEAT);

            simulation.assertConverged();
            assertEquals(190, simulation.cluster.seed(simulation.cluster.seedAddresses().getFirst()).members(),
                    simulation::toString);
        });
    }
}
