package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Link;
import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.protocol.Message;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients with many addresses, a high degree or many requests neither own the overlay nor displace real links. */
class SybilAttackTest {

    private static final int MAX_DEGREE = 50;

    private static PeerConfig atMost50(PeerConfig config) {
        return new PeerConfig(config.name(), config.seeds(), 0, config.gossipInterval(), config.pingInterval(),
                config.pingMisses(), config.links(), MAX_DEGREE, config.dissemination(), config.zone());
    }

    @Test
    void links_up_to_the_maximum_degree_displace_no_real_link_and_a_newcomer_still_joins() {
        Simulation simulation = new Simulation(1, 1, SybilAttackTest::atMost50);
        simulation.cluster.startPeers(20);
        simulation.settle();
        Address victim = simulation.cluster.living().getFirst();
        List<Address> real = List.copyOf(simulation.cluster.peer(victim).neighbors());
        for (int i = 0; i < 2 * MAX_DEGREE; i++) {
            LineClient.to(simulation.network, victim).send("HELLO 192.168.0.9:" + (7001 + i) + " 7");
        }
        Address newcomer = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(5));

        assertEquals(MAX_DEGREE, simulation.cluster.peer(victim).neighbors().size());
        assertEquals(real, simulation.cluster.peer(victim).neighbors().subList(0, real.size()));
        assertEquals(2, simulation.cluster.peer(newcomer).neighbors().size());
        assertEquals(1, simulation.cluster.components(), simulation::toString);
    }

    @Test
    void connections_that_send_nothing_keep_no_peer_out() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        Address peer = simulation.cluster.startPeer();
        simulation.settle();
        for (int i = 0; i < 600; i++) {
            LineClient.to(simulation.network, peer);
        }
        Address newcomer = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(1));
        assertEquals(List.of(peer), simulation.cluster.peer(newcomer).neighbors());
    }

    @Test
    void a_peer_that_claims_a_degree_of_a_million_is_linked_by_few_newcomers() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        simulation.cluster.startPeers(100);
        simulation.settle();
        Address claimer = new Address("10.9.9.9", 7001);
        simulation.network.start(claimer, environment -> new StubNode((link, message) ->
                claim(claimer, 1_000_000, 0, link, message)));
        LineClient.to(simulation.network, simulation.cluster.seedAddresses().getFirst())
                .send("REGISTER " + claimer + " 7 1000000 100000");
        simulation.cluster.startPeers(100);
        simulation.settle();

        long links = simulation.cluster.living().stream()
                .filter(peer -> simulation.cluster.peer(peer).neighbors().contains(claimer)).count();
        assertTrue(links > 0 && links <= 45, () -> links + " of 100 newcomers");
    }

    /** 12 members claim 1,000 messages that never arrive, and a degree of 0, so that few newcomers choose them. */
    @ParameterizedTest
    @ValueSource(strings = {"", " 0 7 1 gossip - - 1000"})
    void members_that_claim_messages_which_never_arrive_get_at_most_four_links_of_a_peer(String registered) {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        simulation.cluster.startPeers(10);
        simulation.settle();
        Map<Address, Long> linksToNobody = new HashMap<>();
        for (int i = 0; i < 12; i++) {
            Address claimer = new Address("10.9.9.9", 7001 + i);
            simulation.network.start(claimer, environment -> new StubNode((link, message) ->
                    claim(claimer, 0, 1000, link, message)));
            LineClient.to(simulation.network, simulation.cluster.seedAddresses().getFirst())
                    .send("REGISTER " + claimer + " 7 0 3600000" + registered);
        }
        for (int minute = 0; minute < 60; minute++) {
            simulation.run(Duration.ofMinutes(1));
            simulation.cluster.living().forEach(peer -> linksToNobody.merge(peer,
                    simulation.cluster.peer(peer).neighbors().stream()
                            .filter(neighbor -> neighbor.host().equals("10.9.9.9")).count(), Math::max));
        }
        assertTrue(linksToNobody.values().stream().anyMatch(links -> links > 0), linksToNobody::toString);
        assertTrue(linksToNobody.values().stream().allMatch(links -> links <= 4), linksToNobody::toString);
        assertEquals(1, simulation.cluster.components());
    }

    private static void claim(Address claimer, int degree, long published, Link link, Message message) {
        PeerId id = new PeerId(claimer, 7);
        switch (message) {
            case Ping ping -> link.send(new PingReply(ping.token(), id, degree, published, ping.digest()));
            case Hello hello -> link.send(new Hello(Identity.of(id)));
            default -> { }
        }
    }

    @Test
    void a_connection_that_sends_more_than_100_requests_per_second_is_closed() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        Address peer = simulation.cluster.startPeer();
        simulation.settle();
        for (String request : List.of("PING 1", "STATUS")) {
            LineClient pending = LineClient.to(simulation.network, peer);
            LineClient neighbor = LineClient.neighborOf(simulation.network, peer);
            for (LineClient client : List.of(pending, neighbor)) {
                client.sendAtOnce(request, 500);
                for (int i = 0; i < 100; i++) {
                    assertTrue(client.next().matches("(PING_REPLY|STATE) .*"));
                }
                assertEquals("ERROR more than 100 requests per second", client.next());
                assertEquals("(closed)", client.next());
            }
        }
    }
}
