package gossip.scenario;

import gossip.RandomSeeds;
import org.junit.jupiter.api.Test;

/** Peers that start at the same time form one connected overlay. */
class ConcurrentStartTest {

    @Test
    void fifty_peers_that_start_at_once_form_a_connected_overlay() {
        RandomSeeds.upTo(RandomSeeds.isLongRun() ? 200 : 100, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
            simulation.cluster.startPeers(50);
            simulation.run(Simulation.HEARTBEAT.multipliedBy(2));
            simulation.assertConverged();
        });
    }
}
