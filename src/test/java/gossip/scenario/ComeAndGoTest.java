package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.protocol.Address;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Groups of peers that join and crash together, while other peers stay. */
class ComeAndGoTest {

    private static final int GROUP = 25;
    private static final double MAX_GROWTH = 1.35;

    @Test
    void the_links_of_those_that_stay_grow_to_a_limit_and_no_further() {
        RandomSeeds.upTo(2, 10, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
            simulation.allowFallingWatermarks();
            simulation.cluster.startPeers(100);
            simulation.settle();
            int before = simulation.links();
            for (int i = 0; i < 40; i++) {
                comeAndGo(simulation);
            }
            int after = simulation.links();
            assertTrue(after <= MAX_GROWTH * before,
                    () -> simulation + ": " + before + " links before the groups, " + after + " after");
        });
    }

    private static void comeAndGo(Simulation simulation) {
        List<Address> group = IntStream.range(0, GROUP).mapToObj(j -> simulation.cluster.startPeer()).toList();
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));
        group.forEach(simulation.cluster::crash);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(5));
    }
}
