package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code --dissemination prune} the first message of an origin floods, and from then on a tree carries them. */
class PruneTest {

    private static final int PEERS = 100;
    /** Where every link takes as long for every message, the first path is the shortest for all. */
    private static final NetworkConditions EVEN = NetworkConditions.delay(Duration.ofMillis(3), Duration.ofMillis(3));

    private static Simulation settled(long randomSeed, Dissemination dissemination) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation.silent(dissemination), EVEN);
        simulation.cluster.startPeers(PEERS);
        simulation.settle();
        return simulation;
    }

    /** The copies that one message costs; it is delivered to everybody. */
    private static int cost(Simulation simulation, Address origin) {
        int[] copies = {0};
        simulation.observe((from, to, message) -> copies[0] += message instanceof Gossip ? 1 : 0);
        MessageId id = simulation.publish(origin);
        simulation.run(Duration.ofSeconds(1));
        assertEquals(List.of(), simulation.lacking(simulation.cluster.living(), Set.of(id)), simulation::toString);
        return copies[0];
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void the_first_message_costs_a_flood_and_the_tenth_a_tree(long randomSeed) {
        Simulation simulation = settled(randomSeed, Dissemination.PRUNE);
        Address origin = simulation.anyone();
        int links = simulation.cluster.degrees().stream().mapToInt(Integer::intValue).sum() / 2;
        assertEquals(2 * links - (PEERS - 1), cost(simulation, origin), simulation::toString);
        for (int i = 0; i < 8; i++) {
            cost(simulation, origin);
        }
        assertEquals(PEERS - 1, cost(simulation, origin), simulation::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void over_ten_messages_a_fifth_of_a_copy_is_redundant_for_each_delivery(long randomSeed) {
        Simulation simulation = settled(randomSeed, Dissemination.PRUNE);
        Address origin = simulation.anyone();
        int copies = 0;
        for (int i = 0; i < 10; i++) {
            copies += cost(simulation, origin);
        }
        double deliveries = 10.0 * (PEERS - 1);
        double redundant = (copies - deliveries) / deliveries;
        assertTrue(redundant <= 0.21, () -> simulation + ": " + redundant);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_message_takes_no_longer_than_by_flooding(long randomSeed) {
        Simulation flood = settled(randomSeed, Dissemination.FLOOD);
        Simulation prune = settled(randomSeed, Dissemination.PRUNE);
        double ratio = meanTimeToLast(prune) / meanTimeToLast(flood);
        assertTrue(ratio <= 1.01, () -> prune + ": " + ratio);
    }

    private static double meanTimeToLast(Simulation simulation) {
        Address origin = simulation.cluster.living().getFirst();
        cost(simulation, origin);
        long sum = 0;
        for (int i = 0; i < 10; i++) {
            long start = simulation.network.now();
            cost(simulation, origin);
            sum += simulation.recorder.lastDelivery() - start;
        }
        return sum / 10.0;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_burst_whose_copies_cross_the_prunings_reaches_everybody_at_once(long randomSeed) {
        Simulation simulation = settled(randomSeed, Dissemination.PRUNE);
        simulation.network.conditions(NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(20)));
        for (int i = 0; i < 50; i++) {
            simulation.publish(simulation.cluster.living().get(i % 3));
            simulation.run(Duration.ofMillis(1));
        }
        simulation.run(Duration.ofSeconds(1));
        assertEquals(List.of(), simulation.lacking(simulation.cluster.living(), simulation.recorder.generated()),
                simulation::toString);
    }
}
