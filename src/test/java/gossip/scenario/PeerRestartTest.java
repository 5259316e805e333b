package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.journal.StoredJournal;
import gossip.protocol.Address;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that crash and restart with what they stored. The recorder fails if a message is delivered twice at a peer. */
class PeerRestartTest {

    private static final int PEERS = 12;

    private Simulation simulation = new Simulation(1, 2, Simulation::silent);
    private final Map<Address, StoredJournal> journals = new HashMap<>();

    @BeforeEach
    void start() {
        simulation.recorder.keepDeliveries();
        simulation.cluster.setJournals(address ->
                journals.computeIfAbsent(address, key -> new StoredJournal("peer")).reopen());
        simulation.cluster.startPeers(PEERS);
        simulation.settle();
    }

    private List<Address> peers() {
        return simulation.cluster.living();
    }

    private void crashAll() {
        peers().forEach(simulation.cluster::crash);
    }

    private void assertEachPeerHasAll(Set<MessageId> messages) {
        assertEquals(List.of(), simulation.peersLacking(messages), simulation::toString);
        assertTrue(simulation.cluster.agree(), simulation::toString);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_peer_that_restarts_receives_only_what_it_missed(boolean withSnapshot) {
        simulation.publishRepeatedly(Duration.ofSeconds(10), Duration.ofMillis(100));
        Address peer = peers().get(5);
        long before = simulation.recorder.deliveredAt(peer).size();
        if (withSnapshot) {
            journals.get(peer).snapshot(simulation.cluster.peer(peer));
        }
        simulation.cluster.crash(peer);
        simulation.publishRepeatedly(Duration.ofSeconds(5), Duration.ofMillis(100));

        simulation.cluster.startPeer(peer);
        simulation.settle();
        simulation.publish(peer);
        simulation.settle();

        assertEachPeerHasAll(simulation.recorder.generated());
        assertEquals(before + 51, simulation.recorder.deliveredAt(peer).size());
        assertTrue(simulation.cluster.peer(peer).status().contains(" received=50 "),
                simulation.cluster.peer(peer)::status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"seeds stay", "seeds last", "seeds never"})
    void after_a_crash_of_all_peers_every_stored_message_is_at_every_peer(String seeds) {
        Address isolated = peers().getLast();
        simulation.network.partition(address -> address.equals(isolated) ? 1 : 2);
        simulation.publishRepeatedly(Duration.ofSeconds(10), Duration.ofMillis(100));
        Set<MessageId> generated = Set.copyOf(simulation.recorder.generated());
        List<Address> all = peers();
        crashAll();
        simulation.network.heal();
        if (!seeds.equals("seeds stay")) {
            simulation.cluster.seedAddresses().forEach(simulation.network::crash);
        }
        simulation.run(Duration.ofMinutes(20));

        all.forEach(simulation.cluster::startPeer);
        simulation.settle();
        if (seeds.equals("seeds last")) {
            simulation.cluster.seedAddresses().forEach(simulation.cluster::startSeed);
        }
        simulation.run(Simulation.HEARTBEAT.multipliedBy(10));

        assertEachPeerHasAll(generated);
        assertEquals(1, simulation.cluster.components(), simulation::toString);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void signed_messages_of_a_peer_that_is_gone_are_supplied_after_a_crash_of_all_others(boolean withSnapshot) {
        journals.clear();
        FakeSignatures signatures = new FakeSignatures("10.0.0.0");
        simulation = new Simulation(1, 2, config -> Simulation.silent(config).withSignatures(signatures));
        start();
        Address gone = peers().getLast();
        MessageId message = simulation.publish(gone);
        simulation.run(Duration.ofSeconds(1));
        List<Address> others = peers().subList(0, PEERS - 1);
        if (withSnapshot) {
            others.forEach(peer -> journals.get(peer).snapshot(simulation.cluster.peer(peer)));
        }
        crashAll();
        others.forEach(simulation.cluster::startPeer);

        Address late = simulation.cluster.startPeer();
        simulation.settle();

        assertTrue(simulation.recorder.deliveredAt(late).contains(message), simulation::toString);
        assertEquals(List.of(), simulation.recorder.badInputs());
    }

    @Test
    void messages_of_an_earlier_process_are_queried_at_a_peer_that_restarts() {
        Address peer = peers().getFirst();
        MessageId own = simulation.publish(peer);
        MessageId other = simulation.publish(peers().getLast());
        simulation.run(Duration.ofSeconds(1));
        String before = LineClient.to(simulation.network, peer).send("SEEN " + other).next();
        simulation.cluster.crash(peer);

        simulation.cluster.startPeer(peer);

        LineClient client = LineClient.to(simulation.network, peer);
        assertEquals(received(before), received(client.send("SEEN " + other).next()));
        assertTrue(client.send("SEEN " + own).next().contains(" from=- hops=0 "));
    }

    /** Returns the part that is the same at each time. */
    private static String received(String seen) {
        return seen.replaceAll(" (time|copies)=\\d+", "");
    }

    @Test
    void each_start_is_later_than_the_stored_one_although_the_clock_is_behind() {
        Address peer = peers().getFirst();
        Origin first = simulation.cluster.peer(peer).origin();
        simulation.cluster.crash(peer);
        simulation.cluster.startPeer(peer);
        Origin second = simulation.cluster.peer(peer).origin();
        simulation.cluster.crash(peer);
        simulation.cluster.startPeer(peer);
        Origin third = simulation.cluster.peer(peer).origin();
        assertTrue(first.start() < second.start() && second.start() < third.start());
    }

    @Test
    void a_peer_connects_to_its_former_neighbors_before_a_seed_answers() {
        Address peer = peers().getFirst();
        Set<Address> before = simulation.cluster.links().get(peer);
        simulation.cluster.seedAddresses().forEach(seed -> simulation.network.cutPower(seed));
        simulation.cluster.crash(peer);

        simulation.cluster.startPeer(peer);
        simulation.run(Duration.ofMillis(100));

        assertEquals(before, simulation.cluster.links().get(peer), simulation::toString);
    }

    @Test
    void a_peer_whose_former_neighbors_are_gone_joins_by_a_seed() {
        Address peer = peers().getFirst();
        Set<Address> neighbors = simulation.cluster.links().get(peer);
        simulation.cluster.crash(peer);
        neighbors.forEach(simulation.cluster::crash);
        simulation.run(Duration.ofMinutes(3));

        simulation.cluster.startPeer(peer);
        simulation.run(Duration.ofSeconds(10));

        assertEquals(1, simulation.cluster.components(), simulation::toString);
    }

    @Test
    void restarts_do_not_make_the_overlay_denser() {
        double before = links();
        for (int i = 0; i < 5 * PEERS; i++) {
            Address peer = peers().get(i % PEERS);
            simulation.cluster.crash(peer);
            simulation.run(Duration.ofSeconds(5));
            simulation.cluster.startPeer(peer);
            simulation.publish(peer);
            simulation.run(Simulation.HEARTBEAT);
        }
        simulation.run(Simulation.HEARTBEAT.multipliedBy(10));
        assertTrue(links() < 1.3 * before, () -> simulation + ": " + before + " links, later " + links());
        assertEquals(1, simulation.cluster.components(), simulation::toString);
    }

    private double links() {
        return simulation.cluster.links().values().stream().mapToInt(Set::size).sum() / 2.0;
    }

    @Test
    void a_restart_of_one_peer_after_the_other_loses_nothing_and_declares_nobody_dead() {
        for (Address peer : peers()) {
            simulation.publish(peer);
            simulation.cluster.crash(peer);
            simulation.publishRepeatedly(Duration.ofSeconds(5), Duration.ofMillis(500));
            simulation.cluster.startPeer(peer);
            simulation.run(Simulation.HEARTBEAT);
        }
        simulation.settle();
        assertEachPeerHasAll(simulation.recorder.generated());
        assertEquals(List.of(), simulation.recorder.deaths());
        assertEquals(1, simulation.cluster.components(), simulation::toString);
    }
}
