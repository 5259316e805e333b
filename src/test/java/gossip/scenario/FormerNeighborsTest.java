package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import gossip.protocol.Message.Ping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Neighbors that were declared dead are linked again if they return, and cost little if they do not. */
class FormerNeighborsTest {

    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);

    @Test
    void a_neighbor_that_was_only_unreachable_is_linked_again_and_no_other_link_is_opened() {
        simulation.cluster.startPeers(10);
        simulation.settle();
        var before = simulation.cluster.links();
        Address peer = simulation.randomPeer();
        simulation.network.partition(address -> address.equals(peer) ? 1 : 2);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(5));
        assertTrue(simulation.cluster.links().get(peer).isEmpty());
        simulation.network.heal();
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));

        assertTrue(simulation.cluster.links().get(peer).containsAll(before.get(peer)), simulation::toString);
    }

    @Test
    void another_process_at_the_address_of_a_dead_neighbor_is_not_linked_in_its_place() {
        simulation.cluster.startPeers(30);
        simulation.settle();
        Address peer = simulation.cluster.living().stream()
                .filter(each -> simulation.cluster.peer(each).neighbors().size() >= 5).findFirst().orElseThrow();
        simulation.cluster.crash(peer);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));
        assertFalse(simulation.recorder.deaths().isEmpty());
        simulation.cluster.startPeer(peer);
        simulation.run(Duration.ofMinutes(10));

        assertEquals(2, simulation.cluster.peer(peer).neighbors().size());
    }

    @Test
    void a_dead_neighbor_gets_a_PING_after_pauses_that_double_up_to_64_heartbeats() {
        Address peer = simulation.cluster.startPeer();
        simulation.settle();
        Address dead = new Address("10.9.9.9", 7001);
        simulation.network.start(dead, environment -> new ScriptedNeighbor(dead, environment)).node().connectTo(peer);
        simulation.run(Duration.ofSeconds(1));
        simulation.network.crash(dead);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));
        assertEquals(1, simulation.recorder.deaths().size());
        // A stub that answers nothing counts the PINGs.
        List<Ping> pings = new ArrayList<>();
        simulation.network.start(dead, environment -> new StubNode((link, message) -> {
            if (message instanceof Ping ping) {
                pings.add(ping);
            }
        }));
        simulation.run(Simulation.HEARTBEAT.multipliedBy(127));
        assertTrue(pings.size() >= 5 && pings.size() <= 7, () -> pings.size() + " PINGs in 127 heartbeats");
        simulation.run(Simulation.HEARTBEAT.multipliedBy(2000));
        assertTrue(pings.size() <= 24, () -> pings.size() + " PINGs in all");
    }
}
