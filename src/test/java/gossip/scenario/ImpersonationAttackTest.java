package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Link;
import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.protocol.Message;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.Rejected;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** A client that sends HELLO in the name of others, or of another network, closes no link. */
class ImpersonationAttackTest {

    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);

    @Test
    void HELLO_in_the_name_of_a_peer_to_all_its_neighbors_closes_no_link() {
        simulation.cluster.startPeers(20);
        simulation.settle();
        for (Address victim : simulation.cluster.living()) {
            PeerId id = simulation.cluster.peer(victim).id();
            for (Address neighbor : List.copyOf(simulation.cluster.peer(victim).neighbors())) {
                for (long incarnation : List.of(id.incarnation(), id.incarnation() + 1)) {
                    LineClient attacker = LineClient.to(simulation.network, neighbor);
                    assertEquals("BYE duplicate",
                            attacker.send("HELLO " + victim + " " + incarnation).next());
                    simulation.run(Duration.ofSeconds(3));
                }
            }
        }
        simulation.publish(simulation.randomPeer());
        simulation.run(Duration.ofSeconds(1));

        assertEquals(List.of(), simulation.recorder.disconnects());
        assertEquals(List.of(), simulation.recorder.deaths());
        simulation.assertConverged();
    }

    @Test
    void a_thousand_HELLO_in_the_name_of_a_neighbor_cost_that_neighbor_one_PING_in_2_s() {
        Address peer = simulation.cluster.startPeer();
        simulation.settle();
        Address address = new Address("10.9.9.9", 7001);
        ScriptedNeighbor neighbor = simulation.network.start(
                address, environment -> new ScriptedNeighbor(address, environment)).node();
        neighbor.connectTo(peer);
        simulation.run(Duration.ofSeconds(1));
        long before = neighbor.count(Ping.class);
        for (int i = 0; i < 1000; i++) {
            LineClient.to(simulation.network, peer).send("HELLO 10.9.9.9:7001 8").next();
        }
        // Each client takes 0.1 s, so 1,000 clients take 100 s, with 8 heartbeats.
        long pings = neighbor.count(Ping.class) - before;
        assertTrue(pings <= 50 + 8, () -> pings + " PINGs");
        assertEquals(List.of(address), simulation.cluster.peer(peer).neighbors());
    }

    @Test
    void a_peer_that_lost_power_and_restarts_is_a_neighbor_again_within_3_s() {
        simulation.cluster.startPeers(3);
        simulation.settle();
        Address restarted = simulation.randomPeer();
        List<Address> others = simulation.cluster.living().stream().filter(peer -> !peer.equals(restarted)).toList();
        simulation.network.cutPower(restarted);
        simulation.run(Duration.ofSeconds(1));
        simulation.cluster.startPeer(restarted);
        simulation.run(Duration.ofSeconds(3));

        PeerId id = simulation.cluster.peer(restarted).id();
        assertTrue(simulation.cluster.peer(restarted).neighbors().containsAll(others));
        assertEquals(0, simulation.cluster.oneWayLinks());
        assertEquals(restarted, id.address());
    }

    @Test
    void a_dialed_peer_of_another_network_is_refused_with_an_event() {
        Identity other = new Identity(new PeerId(new Address("10.9.9.9", 7001), 7), 7, 1, "other", "");
        List<Message> received = new ArrayList<>();
        Address peer = startWithOnly(other, (link, message) -> {
            received.add(message);
            link.send(new Hello(other));
        });

        assertEquals(List.of(), simulation.cluster.peer(peer).neighbors());
        assertEquals(List.of(peer + " to 10.9.9.9:7001: network 'other' of 10.9.9.9:7001 is not 'gossip'"),
                simulation.recorder.refusedLinks().stream().distinct().toList());
        assertTrue(received.stream().anyMatch(Rejected.class::isInstance));
    }

    @Test
    void a_dial_that_is_answered_with_ERROR_is_reported() {
        Identity other = Identity.of(new PeerId(new Address("10.9.9.9", 7001), 7));
        Address peer = startWithOnly(other, (link, message) -> link.send(new Rejected("another network")));
        assertEquals(List.of(peer + " to 10.9.9.9:7001: another network"),
                simulation.recorder.refusedLinks().stream().distinct().toList());
    }

    /** Starts a peer that finds only this member, which gives the answers. */
    private Address startWithOnly(Identity member, BiConsumer<Link, Message> answers) {
        simulation.network.start(member.peer().address(), environment -> new StubNode(answers));
        LineClient.to(simulation.network, simulation.cluster.seedAddresses().getFirst())
                .send("REGISTER " + member.peer().address() + " 7 1");
        Address peer = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(10));
        return peer;
    }
}
