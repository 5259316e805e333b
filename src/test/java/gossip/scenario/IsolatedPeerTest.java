package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that finds nobody, or too few, tries again: soon at first, and for ever. Nobody says anything meanwhile. */
class IsolatedPeerTest {

    private static Simulation silent(long randomSeed, int seeds) {
        return new Simulation(randomSeed, seeds, Simulation::silent);
    }

    private static List<Address> neighbors(Simulation simulation, Address peer) {
        return simulation.cluster.peer(peer).neighbors();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void two_that_start_a_little_before_their_seed_are_linked_soon_after_it_starts(long randomSeed) {
        Simulation simulation = silent(randomSeed, 1);
        Address seed = simulation.cluster.seedAddresses().getFirst();
        simulation.network.crash(seed);
        Address one = simulation.cluster.startPeer();
        Address two = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(2));
        simulation.cluster.startSeed(seed);
        simulation.run(Duration.ofSeconds(4));
        assertEquals(List.of(two), neighbors(simulation, one), simulation::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void two_that_could_not_reach_each_other_are_linked_soon_after_they_can(long randomSeed) {
        Simulation simulation = silent(randomSeed, 1);
        Address seed = simulation.cluster.seedAddresses().getFirst();
        simulation.network.partition(address -> address.equals(seed) ? 0 : address.port());
        Address one = simulation.cluster.startPeer();
        Address two = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(2));
        simulation.network.heal();
        simulation.run(Duration.ofSeconds(4));
        assertEquals(List.of(two), neighbors(simulation, one), simulation::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_newcomer_without_seeds_has_joined_once_they_are_back(long randomSeed) {
        Simulation simulation = silent(randomSeed, 3);
        simulation.cluster.startPeers(20);
        simulation.settle();
        simulation.cluster.seedAddresses().forEach(simulation.network::crash);
        Address newcomer = simulation.cluster.startPeer();
        boolean[] joined = {false};
        simulation.cluster.peer(newcomer).whenJoined(() -> joined[0] = true);
        simulation.run(Duration.ofMinutes(10));
        assertFalse(joined[0], simulation::toString);

        simulation.cluster.seedAddresses().forEach(simulation.cluster::startSeed);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));

        assertTrue(joined[0], simulation::toString);
        assertTrue(neighbors(simulation, newcomer).size() >= 2, simulation::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void who_found_one_neighbor_where_two_are_wanted_finds_the_other_at_a_heartbeat(long randomSeed) {
        Simulation simulation = silent(randomSeed, 1);
        simulation.cluster.startPeers(20);
        simulation.settle();
        Address only = simulation.anyone();
        List<Address> others = simulation.cluster.living();
        Address seed = simulation.cluster.seedAddresses().getFirst();
        simulation.network.partition(address ->
                address.equals(seed) || address.equals(only) ? 0 : others.contains(address) ? 1 : 2);
        Address newcomer = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(5));
        assertEquals(List.of(only), neighbors(simulation, newcomer), simulation::toString);

        simulation.network.heal();
        simulation.run(Simulation.HEARTBEAT.plusSeconds(1));

        assertEquals(2, neighbors(simulation, newcomer).size(), simulation::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whom_a_departure_leaves_with_too_few_replaces_the_link_at_once(long randomSeed) {
        Simulation simulation = silent(randomSeed, 1);
        simulation.cluster.startPeers(20);
        simulation.settle();
        Address departing = simulation.cluster.living().stream()
                .max(Comparator.comparingInt(peer -> neighbors(simulation, peer).size())).orElseThrow();
        simulation.cluster.peer(departing).leave(() -> simulation.cluster.crash(departing));
        simulation.run(Duration.ofSeconds(1));
        assertEquals(19, simulation.cluster.living().size(), simulation::toString);
        assertTrue(simulation.cluster.degrees().stream().allMatch(degree -> degree >= 2), simulation::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void without_a_seed_lost_links_are_replaced_by_members_known_of_old(long randomSeed) {
        Simulation simulation = silent(randomSeed, 3);
        simulation.cluster.startPeers(60);
        simulation.settle();
        simulation.cluster.seedAddresses().forEach(simulation.network::crash);
        for (int i = 0; i < 6; i++) {
            simulation.cluster.crash(simulation.anyone());
        }
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));
        assertTrue(simulation.cluster.degrees().stream().allMatch(degree -> degree >= 2),
                () -> simulation + ": " + simulation.cluster.degrees());
    }

    @Test
    void the_pauses_grow_from_a_second_to_a_heartbeat_each_shortened_by_chance() {
        List<Duration> pauses = new ArrayList<>();
        SimulatedNetwork network = new SimulatedNetwork(1, NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(5)));
        SimulatedCluster cluster = new SimulatedCluster(network, 1, Simulation::silent, address -> new PeerListener() {
            @Override
            public void waitingForSeed(Duration pause) {
                pauses.add(pause);
            }
        }, address -> new SeedListener() { });
        network.crash(cluster.seedAddresses().getFirst());
        cluster.startPeer();
        cluster.run(Duration.ofMinutes(10));

        for (int i = 0; i < pauses.size(); i++) {
            long most = Math.min(Simulation.HEARTBEAT.toMillis(), 1000L << Math.min(i, 10));
            long pause = pauses.get(i).toMillis();
            assertTrue(pause >= most / 2 && pause <= most, () -> "pauses " + pauses);
        }
        assertTrue(pauses.stream().distinct().count() > pauses.size() / 2, () -> "pauses " + pauses);
    }
}
