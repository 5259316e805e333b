package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a peer reports while it joins a network in which members cannot be dialed. */
class JoinTest {

    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);
    private final Address seed = simulation.cluster.seedAddresses().getFirst();

    private void register(int port) {
        LineClient.to(simulation.network, seed).send("REGISTER 10.9.9.9:" + port + " 7 1");
    }

    @Test
    void the_first_peer_of_a_network_joins_without_neighbors() {
        Address peer = simulation.cluster.startPeer();
        simulation.settle();
        assertEquals(List.of(peer + " with 0"), simulation.recorder.joins());
        assertEquals(List.of(), simulation.recorder.unreachableMembers());
    }

    @Test
    void a_peer_that_can_dial_no_listed_member_has_not_joined_until_one_is_reachable() {
        register(7001);
        Address peer = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(50));
        assertEquals(List.of(), simulation.recorder.joins());
        assertEquals(List.of(peer + " to 10.9.9.9:7001: refused"), simulation.recorder.unreachableMembers());

        simulation.cluster.startPeer();
        simulation.settle();
        assertTrue(simulation.recorder.joins().contains(peer + " with 1"), simulation.recorder.joins()::toString);
    }

    @Test
    void a_member_on_loopback_is_named_as_the_cause_if_this_peer_is_not_on_loopback() {
        LineClient.to(simulation.network, seed).send("REGISTER 127.0.0.1:7001 7 1");
        Address peer = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(50));
        assertEquals(List.of(peer + " to 127.0.0.1:7001: refused; 127.0.0.1 can be dialed only from its own machine,"
                + " so that peer needs --listen with another address"), simulation.recorder.unreachableMembers());
    }

    @Test
    void after_the_seed_has_removed_the_dead_members_a_peer_joins_without_neighbors() {
        register(7001);
        Address peer = simulation.cluster.startPeer();
        simulation.run(Duration.ofMinutes(3));
        assertEquals(List.of(peer + " with 0"), simulation.recorder.joins());
    }

    @Test
    void each_unreachable_member_is_reported_once_a_minute() {
        IntStream.range(7001, 7011).forEach(this::register);
        Address peer = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(55));
        List<String> warnings = simulation.recorder.unreachableMembers();
        assertEquals(10, warnings.size());
        assertEquals(10, warnings.stream().distinct().count());
        assertTrue(warnings.stream().allMatch(warning -> warning.startsWith(peer + " to 10.9.9.9:70")));
    }
}
