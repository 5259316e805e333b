package gossip.scenario;

import org.junit.jupiter.api.Test;

/** Whoever starts together ends up together. */
class ConcurrentStartTest {

    @Test
    void a_thousand_networks_of_fifty_that_start_at_once_are_each_connected() {
        for (long randomSeed = 1; randomSeed <= 1000; randomSeed++) {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
            simulation.cluster.startPeers(50);
            simulation.run(Simulation.HEARTBEAT.multipliedBy(2));
            simulation.assertWhole(simulation.cluster.living());
        }
    }
}
