package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flooding, as the document says: to all neighbors, then to all but the one it came from, and never twice. */
class FloodTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_broadcast_costs_exactly_2E_minus_N_minus_1_messages(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
        simulation.cluster.startPeers(100);
        simulation.settle();
        int edges = simulation.cluster.degrees().stream().mapToInt(Integer::intValue).sum() / 2;
        List<Address> senders = new ArrayList<>();
        simulation.observe((from, to, message) -> {
            if (message instanceof Gossip) {
                senders.add(from);
            }
        });

        simulation.publish(simulation.cluster.living().getFirst());
        simulation.run(Duration.ofSeconds(2));

        assertEquals(2 * edges - (100 - 1), senders.size(), simulation::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ten_messages_of_everybody_reach_everybody_once(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation.messages(10));
        simulation.cluster.startPeers(50);
        simulation.run(Duration.ofMinutes(2));

        assertEquals(500, simulation.recorder.generated().size(), simulation::toString);
        assertEquals(List.of(), simulation.lacking(simulation.cluster.living(), simulation.recorder.generated()),
                simulation::toString);
        assertEquals(List.of(), simulation.recorder.badInputs(), simulation::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_late_joiner_has_every_message_within_one_heartbeat(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation.messages(10));
        simulation.cluster.startPeers(20);
        simulation.run(Duration.ofMinutes(2));
        Set<MessageId> all = Set.copyOf(simulation.recorder.generated());

        Address late = simulation.cluster.startPeer();
        simulation.run(Simulation.HEARTBEAT);

        assertEquals(List.of(), simulation.lacking(List.of(late), all), simulation::toString);
    }
}
