package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two halves that the same seeds list and no link joins become one, and one whole gets no links out of suspicion. */
class MergeTest {

    private static ToIntFunction<Address> halvesThatSeedsReach(Simulation simulation) {
        List<Address> seeds = simulation.cluster.seedAddresses();
        return address -> seeds.contains(address) ? 0 : 1 + address.port() % 2;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void halves_that_have_never_met_do_so_once_both_have_spoken(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
        simulation.network.partition(halvesThatSeedsReach(simulation));
        simulation.cluster.startPeers(40);
        simulation.settle();
        assertEquals(2, simulation.cluster.components(), simulation::toString);
        simulation.network.heal();
        simulation.run(Duration.ofMinutes(10));
        simulation.chatter(Duration.ofMinutes(1), Duration.ofSeconds(3));
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));

        simulation.assertWhole(simulation.cluster.living());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void halves_that_took_each_other_for_dead_do_so_without_a_word(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
        simulation.cluster.startPeers(40);
        simulation.settle();
        simulation.network.partition(halvesThatSeedsReach(simulation));
        simulation.run(Duration.ofMinutes(5));
        assertTrue(simulation.cluster.components() > 1, simulation::toString);
        assertEquals(List.of(), simulation.recorder.removals(), simulation::toString);
        simulation.network.heal();
        simulation.run(Simulation.HEARTBEAT.multipliedBy(3));

        simulation.assertWhole(simulation.cluster.living());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void messages_on_their_way_rouse_no_suspicion(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent,
                NetworkConditions.delay(Duration.ofMillis(200), Duration.ofMillis(400)));
        simulation.cluster.startPeers(40);
        simulation.settle();
        List<Integer> degrees = simulation.cluster.degrees();

        simulation.chatter(Duration.ofMinutes(5), Duration.ofMillis(250));

        assertEquals(degrees, simulation.cluster.degrees(), simulation::toString);
    }
}
