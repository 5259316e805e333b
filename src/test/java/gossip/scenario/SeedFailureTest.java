package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds that crash, restart or receive false reports do not disturb the peers. */
class SeedFailureTest {

    /** Peers register with the first two of three seeds. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void a_restarted_seed_lists_its_members_again_within_a_lease(int which) {
        Simulation simulation = new Simulation(which, 3, Simulation.messages(30));
        simulation.cluster.startPeers(30);
        simulation.settle();
        Address seed = simulation.cluster.seedAddresses().get(which);
        assertEquals(30, simulation.cluster.seed(seed).members(), simulation::toString);

        simulation.network.crash(seed);
        simulation.run(Duration.ofSeconds(40));
        simulation.cluster.startSeed(seed);
        simulation.run(Duration.ofSeconds(91));

        assertEquals(30, simulation.cluster.seed(seed).members(), simulation::toString);
        assertEquals(List.of(), simulation.recorder.deaths(), simulation::toString);
    }

    @Test
    void with_all_seeds_down_messages_are_delivered_and_a_newcomer_joins_when_one_seed_is_back() {
        Simulation simulation = new Simulation(7, 3, Simulation.messages(30));
        simulation.cluster.startPeers(20);
        simulation.settle();
        simulation.cluster.seedAddresses().forEach(simulation.network::crash);

        Address newcomer = simulation.cluster.startPeer();
        simulation.run(Duration.ofMinutes(3));
        assertEquals(List.of(), simulation.cluster.peer(newcomer).neighbors());
        assertEquals(20 * 30, simulation.recorder.generated().size());
        assertEquals(List.of(newcomer),
                simulation.peersLacking(simulation.recorder.generated()));

        simulation.cluster.startSeed(simulation.cluster.seedAddresses().get(1));
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));
        assertEquals(1, simulation.cluster.components());
        simulation.run(Duration.ofMinutes(3));
        assertEquals(List.of(), simulation.peersLacking(simulation.recorder.generated()));
    }

    @Test
    void two_of_three_seeds_are_enough_to_join() {
        Simulation simulation = new Simulation(8, 3, Simulation::silent);
        simulation.network.crash(simulation.cluster.seedAddresses().getFirst());
        simulation.cluster.startPeers(20);
        simulation.run(Duration.ofSeconds(10));
        assertEquals(1, simulation.cluster.components());
        simulation.cluster.seedAddresses().stream().skip(1)
                .forEach(seed -> assertEquals(20, simulation.cluster.seed(seed).members()));
    }

    @Test
    void a_false_death_report_is_refuted_and_the_peer_stays() {
        Simulation simulation = new Simulation(9, 1, Simulation::silent);
        simulation.cluster.startPeers(5);
        simulation.settle();
        Address seed = simulation.cluster.seedAddresses().getFirst();
        Address reported = simulation.cluster.living().getFirst();

        LineClient reporter = LineClient.to(simulation.network, seed).send("DEAD " + reported);

        assertTrue(reporter.next().startsWith("ALIVE " + reported));
        assertEquals(5, simulation.cluster.seed(seed).members());
        assertEquals(1, simulation.cluster.components());
    }

    @Test
    void a_client_that_reports_all_live_peers_repeatedly_causes_no_removal() {
        Simulation simulation = new Simulation(6, 1, Simulation::silent);
        simulation.cluster.startPeers(30);
        simulation.settle();
        Address seed = simulation.cluster.seedAddresses().getFirst();
        for (int round = 0; round < 3; round++) {
            for (Address peer : simulation.cluster.living()) {
                LineClient client = LineClient.to(simulation.network, seed).send("DEAD " + peer);
                assertTrue(client.next().startsWith("ALIVE"));
            }
        }
        assertEquals(List.of(), simulation.recorder.removals());
        assertEquals(30, simulation.cluster.seed(seed).members());
    }
}
