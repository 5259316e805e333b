package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import gossip.protocol.MessageId;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without certificates: a client that takes the links of a peer while this peer is paused. */
class TakeoverAttackTest {

    private static final int PEERS = 12;

    private final Simulation simulation = new Simulation(1, 2, Simulation::silent);
    private final List<LineClient> attackers = new ArrayList<>();
    private Address victim;
    private PeerId id;

    private void start() {
        simulation.cluster.startPeers(PEERS);
        simulation.settle();
        victim = simulation.cluster.living().get(PEERS / 2);
        id = simulation.cluster.peer(victim).id();
    }

    /** Sends HELLO in the name of the victim to its neighbors. Returns how many accept it. */
    private int takeOver(long incarnation) {
        int taken = 0;
        for (Address neighbor : List.copyOf(simulation.cluster.peer(victim).neighbors())) {
            LineClient attacker = LineClient.to(simulation.network, neighbor)
                    .send("HELLO " + victim + " " + incarnation + " " + id.incarnation());
            simulation.run(Duration.ofSeconds(3));
            taken += attacker.next().startsWith("HELLO ") ? 1 : 0;
            attackers.add(attacker);
        }
        return taken;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_000_000})
    void the_victim_gets_every_message_after_its_pause_and_is_a_member_again(long higher) {
        start();
        Duration pause = Duration.ofSeconds(3L * simulation.cluster.peer(victim).neighbors().size() + 4);
        simulation.network.pause(victim, pause);
        int taken = takeOver(id.incarnation() + higher);
        assertTrue(taken > 0, "the links of a paused peer can be taken, as the document says");
        List<Address> others = simulation.cluster.living().stream().filter(peer -> !peer.equals(victim)).toList();
        others.forEach(simulation::publish);
        simulation.run(Duration.ofSeconds(10));
        simulation.publish(victim);
        simulation.run(Duration.ofMinutes(3));
        Set<MessageId> all = new HashSet<>(simulation.recorder.generated());
        assertEquals(PEERS, all.size());
        assertEquals(List.of(), simulation.peersLacking(all), simulation::toString);
        assertEquals(List.of(), simulation.recorder.deaths().stream()
                .filter(death -> others.contains(death.peer().address())).toList());
        simulation.cluster.seedAddresses().forEach(seed ->
                assertEquals(PEERS, simulation.cluster.seed(seed).members(), simulation::toString));
        assertTrue(simulation.cluster.peer(victim).neighbors().size() > 0);
    }
}
