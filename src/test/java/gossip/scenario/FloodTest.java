package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.RandomSeeds;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Flooding: the origin sends to all neighbors and a receiver to all but the sender. No message is delivered twice. */
class FloodTest {

    @Test
    void a_broadcast_takes_exactly_2E_minus_N_minus_1_sends() {
        RandomSeeds.upTo(5, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
            simulation.cluster.startPeers(100);
            simulation.settle();
            int edges = simulation.links();
            int[] sends = {0};
            simulation.observe((from, to, message) -> {
                sends[0] += message instanceof Gossip ? 1 : 0;
            });

            simulation.publish(simulation.cluster.living().getFirst());
            simulation.run(Duration.ofSeconds(2));

            assertEquals(2 * edges - (100 - 1), sends[0]);
        });
    }

    @Test
    void ten_messages_of_each_peer_reach_all_peers_once() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation.messages(10));
            simulation.cluster.startPeers(50);
            simulation.run(Duration.ofMinutes(2));

            assertEquals(500, simulation.recorder.generated().size());
            assertEquals(List.of(), simulation.peersLacking(simulation.recorder.generated()),
                    simulation::toString);
            assertEquals(List.of(), simulation.recorder.badInputs());
        });
    }

    @Test
    void a_late_joiner_receives_every_message_within_one_heartbeat() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 1, Simulation.messages(10));
            simulation.cluster.startPeers(20);
            simulation.run(Duration.ofMinutes(2));
            Set<MessageId> all = Set.copyOf(simulation.recorder.generated());

            Address late = simulation.cluster.startPeer();
            simulation.run(Simulation.HEARTBEAT);

            assertEquals(List.of(), simulation.peersLacking(all, List.of(late)));
        });
    }
}
