package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** With {@code --dissemination prune} the first message is flooded, and later ones use a spanning tree. */
class PruneTest {

    private static final int PEERS = 100;
    /** With the same latency on all links, the path of the first message is the shortest for all messages. */
    private static final NetworkConditions EQUAL_LATENCY =
            NetworkConditions.delay(Duration.ofMillis(3), Duration.ofMillis(3));

    private static Simulation settled(long randomSeed, Dissemination dissemination) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation.silent(dissemination), EQUAL_LATENCY);
        simulation.cluster.startPeers(PEERS);
        simulation.settle();
        return simulation;
    }

    /** Publishes a message, asserts that all peers receive it, and returns how often it was sent. */
    private static int sendsOf(Simulation simulation, Address origin) {
        int[] sends = {0};
        simulation.observe((from, to, message) -> sends[0] += message instanceof Gossip ? 1 : 0);
        MessageId id = simulation.publish(origin);
        simulation.run(Duration.ofSeconds(1));
        assertEquals(List.of(), simulation.peersLacking(Set.of(id)), simulation::toString);
        return sends[0];
    }

    @Test
    void the_first_message_is_flooded_and_the_tenth_takes_N_minus_1_sends() {
        RandomSeeds.upTo(5, randomSeed -> {
            Simulation simulation = settled(randomSeed, Dissemination.PRUNE);
            Address origin = simulation.randomPeer();
            int links = simulation.links();
            assertEquals(2 * links - (PEERS - 1), sendsOf(simulation, origin));
            for (int i = 0; i < 8; i++) {
                sendsOf(simulation, origin);
            }
            assertEquals(PEERS - 1, sendsOf(simulation, origin));
        });
    }

    @Test
    void over_ten_messages_at_most_a_fifth_of_a_copy_per_delivery_is_redundant() {
        RandomSeeds.upTo(5, randomSeed -> {
            Simulation simulation = settled(randomSeed, Dissemination.PRUNE);
            Address origin = simulation.randomPeer();
            int sends = 0;
            for (int i = 0; i < 10; i++) {
                sends += sendsOf(simulation, origin);
            }
            double deliveries = 10.0 * (PEERS - 1);
            double redundant = (sends - deliveries) / deliveries;
            assertTrue(redundant <= 0.21, () -> redundant + " redundant copies per delivery");
        });
    }

    @Test
    void a_message_takes_at_most_1_percent_longer_than_with_flooding() {
        RandomSeeds.upTo(5, randomSeed -> {
            Simulation flood = settled(randomSeed, Dissemination.FLOOD);
            Simulation prune = settled(randomSeed, Dissemination.PRUNE);
            double ratio = meanTimeToLast(prune) / meanTimeToLast(flood);
            assertTrue(ratio <= 1.01, () -> prune + ": " + ratio);
        });
    }

    private static double meanTimeToLast(Simulation simulation) {
        Address origin = simulation.cluster.living().getFirst();
        sendsOf(simulation, origin);
        long sum = 0;
        for (int i = 0; i < 10; i++) {
            long start = simulation.network.now();
            sendsOf(simulation, origin);
            sum += simulation.recorder.lastDelivery() - start;
        }
        return sum / 10.0;
    }

    @Test
    void messages_in_flight_while_links_are_pruned_reach_all_peers_within_a_second() {
        RandomSeeds.upTo(5, randomSeed -> {
            Simulation simulation = settled(randomSeed, Dissemination.PRUNE);
            simulation.network.conditions(NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(20)));
            for (int i = 0; i < 50; i++) {
                simulation.publish(simulation.cluster.living().get(i % 3));
                simulation.run(Duration.ofMillis(1));
            }
            simulation.run(Duration.ofSeconds(1));
            assertEquals(List.of(), simulation.peersLacking(simulation.recorder.generated()),
                    simulation::toString);
        });
    }
}
