package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.RandomSeeds;
import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Peers with a low limit of neighbors never exceed it, and a refused peer finds other neighbors. */
class MaxDegreeTest {

    private static UnaryOperator<PeerConfig> atMost(int neighbors) {
        return config -> new PeerConfig(config.name(), config.seeds(), 0, config.gossipInterval(),
                config.pingInterval(), config.pingMisses(), config.links(), neighbors,
                config.dissemination(), config.zone());
    }

    @Test
    void with_at_most_six_neighbors_per_peer_the_overlay_stays_connected_under_churn() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 1, atMost(6));
            simulation.cluster.startPeers(100);
            simulation.settle();
            simulation.churn(50, Duration.ofSeconds(3));
            simulation.run(Simulation.HEARTBEAT.multipliedBy(5));

            simulation.assertConverged();
        });
    }

    @Test
    void a_link_whose_dialer_closes_it_as_full_is_not_replaced() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        simulation.cluster.startPeers(10);
        simulation.settle();
        Address peer = simulation.randomPeer();
        List<Address> neighbors = simulation.cluster.peer(peer).neighbors();
        for (int i = 0; i < 20; i++) {
            LineClient.neighborOf(simulation.network, peer).send("BYE full");
        }
        simulation.settle();
        assertEquals(neighbors, simulation.cluster.peer(peer).neighbors());
    }

    @Test
    void a_newcomer_that_knows_only_a_full_peer_connects_to_a_neighbor_of_that_peer() {
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
        LineClient refused = LineClient.to(simulation.network, full).send("HELLO 192.168.0.9:7002 7");
        assertEquals("FULL " + unlisted + " 192.168.0.9:7001", refused.next());
        assertEquals("(closed)", refused.next());
    }
}
