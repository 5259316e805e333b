package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.node.PeerListener;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.sim.NetworkConditions;
import gossip.sim.SimulatedCluster;
import gossip.sim.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A peer without enough neighbors retries without end, at first after one second. No messages are published. */
class IsolatedPeerTest {

    private static Simulation silent(long randomSeed, int seeds) {
        return new Simulation(randomSeed, seeds, Simulation::silent);
    }

    private static List<Address> neighbors(Simulation simulation, Address peer) {
        return simulation.cluster.peer(peer).neighbors();
    }

    @Test
    void two_peers_that_start_before_their_seed_connect_within_4_s_after_it_starts() {
        RandomSeeds.upTo(10, randomSeed -> {
            Simulation simulation = silent(randomSeed, 1);
            Address seed = simulation.cluster.seedAddresses().getFirst();
            simulation.network.crash(seed);
            Address one = simulation.cluster.startPeer();
            Address two = simulation.cluster.startPeer();
            simulation.run(Duration.ofSeconds(2));
            simulation.cluster.startSeed(seed);
            simulation.run(Duration.ofSeconds(4));
            assertEquals(List.of(two), neighbors(simulation, one));
        });
    }

    @Test
    void two_peers_that_could_not_reach_each_other_connect_within_4_s_after_they_can() {
        RandomSeeds.upTo(10, randomSeed -> {
            Simulation simulation = silent(randomSeed, 1);
            Address seed = simulation.cluster.seedAddresses().getFirst();
            simulation.network.partition(address -> address.equals(seed) ? 0 : address.port());
            Address one = simulation.cluster.startPeer();
            Address two = simulation.cluster.startPeer();
            simulation.run(Duration.ofSeconds(2));
            simulation.network.heal();
            simulation.run(Duration.ofSeconds(4));
            assertEquals(List.of(two), neighbors(simulation, one));
        });
    }

    @Test
    void a_peer_that_started_without_seeds_joins_when_they_are_back() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = silent(randomSeed, 3);
            simulation.cluster.startPeers(20);
            simulation.settle();
            simulation.cluster.seedAddresses().forEach(simulation.network::crash);
            Address newcomer = simulation.cluster.startPeer();
            boolean[] joined = {false};
            simulation.cluster.peer(newcomer).whenJoined(() -> joined[0] = true);
            simulation.run(Duration.ofMinutes(10));
            assertFalse(joined[0]);

            simulation.cluster.seedAddresses().forEach(simulation.cluster::startSeed);
            simulation.run(Simulation.HEARTBEAT.multipliedBy(4));

            assertTrue(joined[0]);
            assertTrue(neighbors(simulation, newcomer).size() >= 2);
        });
    }

    @Test
    void a_peer_that_found_one_neighbor_instead_of_two_finds_another_at_the_next_heartbeat() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = silent(randomSeed, 1);
            simulation.cluster.startPeers(20);
            simulation.settle();
            Address only = simulation.randomPeer();
            List<Address> others = simulation.cluster.living();
            Address seed = simulation.cluster.seedAddresses().getFirst();
            simulation.network.partition(address ->
                    address.equals(seed) || address.equals(only) ? 0 : others.contains(address) ? 1 : 2);
            Address newcomer = simulation.cluster.startPeer();
            simulation.run(Duration.ofSeconds(5));
            assertEquals(List.of(only), neighbors(simulation, newcomer));

            simulation.network.heal();
            simulation.run(Simulation.HEARTBEAT.plusSeconds(1));

            assertEquals(2, neighbors(simulation, newcomer).size());
        });
    }

    @Test
    void a_peer_with_too_few_links_after_a_neighbor_has_left_replaces_the_link_at_once() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = silent(randomSeed, 1);
            simulation.cluster.startPeers(20);
            simulation.settle();
            Address leaving = simulation.cluster.living().stream()
                    .max(Comparator.comparingInt(peer -> neighbors(simulation, peer).size())).orElseThrow();
            simulation.cluster.peer(leaving).leave(() -> simulation.cluster.crash(leaving));
            simulation.run(Duration.ofSeconds(1));
            assertEquals(19, simulation.cluster.living().size());
            assertTrue(simulation.cluster.degrees().stream().allMatch(degree -> degree >= 2));
        });
    }

    @Test
    void without_a_seed_lost_links_are_replaced_by_links_to_known_members() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = silent(randomSeed, 3);
            simulation.cluster.startPeers(60);
            simulation.settle();
            simulation.cluster.seedAddresses().forEach(simulation.network::crash);
            for (int i = 0; i < 6; i++) {
                simulation.cluster.crash(simulation.randomPeer());
            }
            simulation.run(Simulation.HEARTBEAT.multipliedBy(4));
            assertTrue(simulation.cluster.degrees().stream().allMatch(degree -> degree >= 2),
                    simulation.cluster.degrees()::toString);
        });
    }

    @Test
    void the_pauses_grow_from_a_second_to_a_heartbeat_and_each_is_shortened_at_random() {
        List<Duration> pauses = new ArrayList<>();
        SimulatedNetwork network =
                new SimulatedNetwork(1, NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(5)));
        SimulatedCluster cluster = new SimulatedCluster(network, 1, Simulation::silent, address -> new PeerListener() {
            @Override
            public void waitingForSeed(Duration pause) {
                pauses.add(pause);
            }
        }, address -> new SeedListener() { });
        network.crash(cluster.seedAddresses().getFirst());
        cluster.startPeer();
        cluster.run(Duration.ofMinutes(10));

        assertTrue(pauses.size() >= Duration.ofMinutes(10).dividedBy(Simulation.HEARTBEAT), () -> "pauses " + pauses);
        for (int i = 0; i < pauses.size(); i++) {
            long most = Math.min(Simulation.HEARTBEAT.toMillis(), 1000L << Math.min(i, 10));
            long pause = pauses.get(i).toMillis();
            assertTrue(pause >= most / 2 && pause <= most, () -> "pauses " + pauses);
        }
        assertTrue(pauses.stream().distinct().count() > pauses.size() / 2, () -> "pauses " + pauses);
    }
}
