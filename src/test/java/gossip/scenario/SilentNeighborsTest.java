package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.protocol.Address;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Peers whose only two neighbors stop answering without closing a connection. Heartbeats are 13 s apart. */
class SilentNeighborsTest {

    private static final int LINKS = 2;

    private static Simulation settled(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
        simulation.cluster.startPeers(40);
        simulation.settle();
        return simulation;
    }

    private static Address peerWithTwoNeighbors(Simulation simulation) {
        return simulation.cluster.living().stream()
                .filter(peer -> simulation.cluster.peer(peer).neighbors().size() == LINKS).findFirst().orElseThrow();
    }

    @Test
    void links_to_silent_neighbors_are_replaced_within_30_s_and_before_the_verdict() {
        RandomSeeds.upTo(10, randomSeed -> {
            Simulation simulation = settled(randomSeed);
            Address peer = peerWithTwoNeighbors(simulation);
            List<Address> silent = simulation.cluster.peer(peer).neighbors();
            silent.forEach(simulation.network::cutPower);
            simulation.run(Duration.ofSeconds(30));
            List<Address> neighbors = simulation.cluster.peer(peer).neighbors();
            assertTrue(neighbors.stream().filter(neighbor -> !silent.contains(neighbor)).count() >= LINKS,
                    () -> neighbors + " after " + silent + " became silent");
            assertEquals(List.of(), simulation.recorder.deaths());
            simulation.run(Duration.ofSeconds(30));
            assertTrue(simulation.recorder.deaths().stream().anyMatch(death -> silent.contains(death.peer().address())));
        });
    }

    @Test
    void most_links_that_were_replaced_in_vain_are_closed_later() {
        int extra = 0;
        int left = 0;
        for (long randomSeed = 1; randomSeed <= 10; randomSeed++) {
            Simulation simulation = settled(randomSeed);
            int before = simulation.links();
            Address peer = peerWithTwoNeighbors(simulation);
            simulation.cluster.peer(peer).neighbors()
                    .forEach(neighbor -> simulation.network.pause(neighbor, Duration.ofSeconds(32)));
            simulation.run(Duration.ofSeconds(31));
            extra += simulation.links() - before;
            for (int i = 0; i < 100; i++) { // a link is shed only if messages arrive over other links, too
                simulation.cluster.peer(peer).publish("message " + i);
                simulation.run(Duration.ofSeconds(13));
            }
            assertEquals(List.of(), simulation.recorder.deaths(), "random seed " + randomSeed);
            left += simulation.links() - before;
        }
        assertTrue(extra >= 10 && left <= extra / 4, left + " of " + extra + " extra links are left, seeds 1 to 10");
    }
}
