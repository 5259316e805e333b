package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Address;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A LEAVE that a client types does not remove a peer that is alive. */
class LeaveAttackTest {

    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);
    private final Address seed = simulation.cluster.seedAddresses().getFirst();
    private final Address victim = simulation.cluster.startPeer();

    private LineClient leave() {
        PeerId id = simulation.cluster.peer(victim).id();
        return LineClient.to(simulation.network, seed).send("LEAVE " + id.address() + " " + id.incarnation());
    }

    @Test
    void a_peer_that_is_alive_stays_listed_and_the_attacker_gets_ALIVE() {
        simulation.run(Duration.ofSeconds(1));
        PeerId id = simulation.cluster.peer(victim).id();
        for (int i = 0; i < 100; i++) {
            assertEquals("ALIVE " + id.address() + " " + id.incarnation(), leave().next());
        }
        simulation.settle();

        assertEquals(List.of(), simulation.recorder.removals());
        assertEquals(id, simulation.cluster.peer(victim).id());
    }

    @Test
    void a_peer_that_is_leaving_is_removed_and_says_so_in_its_reply() {
        simulation.run(Duration.ofSeconds(1));
        PeerId id = simulation.cluster.peer(victim).id();
        simulation.cluster.peer(victim).leave(() -> { });
        LineClient client = LineClient.to(simulation.network, victim).send("PING 7");
        assertEquals("PING_REPLY 7 " + id.address() + " " + id.incarnation() + " 0 0 0 " + id.incarnation()
                + " leaving", client.next());
        assertEquals(List.of(id + " left"), simulation.recorder.removals());
    }

    @Test
    void a_peer_whose_process_has_ended_is_removed_as_left() {
        simulation.run(Duration.ofSeconds(1));
        PeerId id = simulation.cluster.peer(victim).id();
        simulation.cluster.crash(victim);
        LineClient client = leave();
        simulation.run(Duration.ofSeconds(2));
        assertEquals("REMOVED " + victim, client.next());
        assertEquals(List.of(id + " left"), simulation.recorder.removals());
    }

    @Test
    void a_peer_that_does_not_answer_is_removed_as_dead_after_the_time_of_a_death_report() {
        simulation.run(Duration.ofSeconds(1));
        PeerId id = simulation.cluster.peer(victim).id();
        simulation.network.pause(victim, Duration.ofSeconds(8));
        LineClient client = leave();
        simulation.run(Duration.ofSeconds(6));
        assertEquals("(nothing)", client.next());
        simulation.run(Duration.ofSeconds(1));
        assertEquals("REMOVED " + victim, client.next());
        assertEquals(List.of(id + " dead"), simulation.recorder.removals());
    }

    @Test
    void a_LEAVE_of_an_incarnation_that_is_not_listed_changes_nothing() {
        simulation.run(Duration.ofSeconds(1));
        LineClient client = LineClient.to(simulation.network, seed).send("LEAVE " + victim + " 5");
        assertEquals("REMOVED " + victim, client.next());
        assertEquals(1, simulation.cluster.seed(seed).members());
    }
}
