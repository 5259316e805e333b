package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Address;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A peer knows how many of its messages no other peer can have. */
class UnsentMessagesTest {

    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);

    private long unsent(Address peer) {
        return simulation.cluster.peer(peer).unsent();
    }

    @Test
    void a_message_without_a_neighbor_is_unsent_until_a_neighbor_has_been_supplied() {
        Address first = simulation.cluster.startPeer();
        simulation.settle();
        simulation.publish(first);
        simulation.publish(first);
        assertEquals(2, unsent(first));

        simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(1));

        assertEquals(0, unsent(first));
        simulation.assertConverged();
    }

    @Test
    void a_message_that_a_link_has_accepted_is_sent() {
        Address first = simulation.cluster.startPeer();
        simulation.cluster.startPeer();
        simulation.settle();
        simulation.publish(first);
        assertEquals(0, unsent(first));
    }
}
