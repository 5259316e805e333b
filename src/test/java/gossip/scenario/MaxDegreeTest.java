package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that take only a few neighbors: never more than the cap, and who is sent away finds others. */
class MaxDegreeTest {

    private static UnaryOperator<PeerConfig> atMost(int neighbors) {
        return config -> new PeerConfig(config.name(), config.seeds(), 0, config.gossipInterval(),
                config.pingInterval(), config.pingMisses(), config.links(), neighbors,
                config.dissemination(), config.zone());
    }

    /** The invariants look at the degrees after every event. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void with_at_most_six_neighbors_each_all_find_their_place_and_go_on_finding_it(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 1, atMost(6));
        simulation.cluster.startPeers(100);
        simulation.settle();
        simulation.churn(50, Duration.ofSeconds(3));
        simulation.run(Simulation.HEARTBEAT.multipliedBy(5));

        simulation.assertWhole(simulation.cluster.living());
    }

    @Test
    void a_link_whose_dialler_turns_out_to_be_full_is_not_replaced() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        simulation.cluster.startPeers(10);
        simulation.settle();
        Address peer = simulation.anyone();
        List<Address> neighbors = simulation.cluster.peer(peer).neighbors();
        for (int i = 0; i < 20; i++) {
            LineClient.neighborOf(simulation.network, peer).send("BYE full");
        }
        simulation.settle();
        assertEquals(neighbors, simulation.cluster.peer(peer).neighbors());
    }

    @Test
    void a_newcomer_that_knows_only_a_full_peer_links_to_a_neighbor_of_that_one() {
        Simulation simulation = new Simulation(1, 1, atMost(2));
        Address seed = simulation.cluster.seedAddresses().getFirst();
        Address full = simulation.cluster.startPeer();
        Address unlisted = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(2));
        assertEquals(List.of(unlisted), simulation.cluster.peer(full).neighbors());
        LineClient.to(simulation.network, full).send("HELLO 192.168.0.9:7001 7");
        LineClient.to(simulation.network, seed)
                .send("LEAVE " + simulation.cluster.peer(unlisted).id().toString().replace('/', ' '));

        Address newcomer = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(2));

        assertEquals(List.of(unlisted), simulation.cluster.peer(newcomer).neighbors());
        LineClient stranger = LineClient.to(simulation.network, full).send("HELLO 192.168.0.9:7002 7");
        assertEquals("FULL " + unlisted + " 192.168.0.9:7001", stranger.next());
        assertEquals("(closed)", stranger.next());
    }
}
