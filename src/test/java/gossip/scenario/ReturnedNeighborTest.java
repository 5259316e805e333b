package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import gossip.protocol.Address;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A neighbor that was declared dead and returned is slow: the same peer declares it dead again only much later. */
class ReturnedNeighborTest {

    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);
    private Address slow;
    /** Neighbors of the slow peer that have declared it dead once. */
    private Set<Address> declarers;

    @BeforeEach
    void declare_a_hung_peer_dead_which_then_returns() {
        simulation.cluster.startPeers(10);
        simulation.settle();
        slow = simulation.randomPeer();
        hang();
        simulation.run(Simulation.HEARTBEAT.multipliedBy(3));
        List<Address> declared = declaredBy();
        declarers = simulation.cluster.peer(slow).neighbors().stream()
                .filter(declared::contains).collect(Collectors.toSet());
        assertFalse(declarers.isEmpty(), simulation::toString);
    }

    private void hang() {
        simulation.network.pause(slow, Simulation.HEARTBEAT.multipliedBy(5));
        simulation.run(Simulation.HEARTBEAT.multipliedBy(5));
    }

    private List<Address> declaredBy() {
        return simulation.recorder.deaths().stream().filter(death -> death.peer().address().equals(slow))
                .map(EventRecorder.Death::by).toList();
    }

    /** Returns how many of the declarers have declared the peer dead a second time. */
    private int declaredAgain() {
        return (int) declaredBy().stream().filter(declarers::contains).count() - declarers.size();
    }

    @Test
    void no_neighbor_declares_a_peer_dead_again_that_hangs_again_and_again() {
        for (int i = 0; i < 6; i++) {
            hang();
            simulation.run(Simulation.HEARTBEAT.multipliedBy(3));
        }
        assertEquals(0, declaredAgain(), simulation::toString);
    }

    @Test
    void a_slow_peer_that_crashes_is_declared_dead_as_fast_as_any_other() {
        simulation.cluster.crash(slow);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(3));
        assertEquals(declarers.size(), declaredAgain(), simulation::toString);
    }

    @Test
    void a_slow_peer_that_stays_silent_is_declared_dead_after_12_to_13_heartbeats() {
        simulation.network.cutPower(slow);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(11));
        assertEquals(0, declaredAgain(), simulation::toString);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(2));
        assertEquals(declarers.size(), declaredAgain(), simulation::toString);
    }

    @Test
    void a_peer_that_has_replied_to_eight_PINGs_is_not_slow_any_more() {
        simulation.run(Simulation.HEARTBEAT.multipliedBy(9));
        hang();
        assertEquals(declarers.size(), declaredAgain(), simulation::toString);
    }
}
