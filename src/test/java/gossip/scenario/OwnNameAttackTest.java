package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.peer.Peer;
import gossip.protocol.Address;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A neighbor sends a message in the name of a peer that has not published it. Honest neighbors relay the message. */
class OwnNameAttackTest {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private static Simulation settled(long randomSeed, int peers) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
        simulation.cluster.startPeers(peers);
        simulation.settle();
        return simulation;
    }

    @Test
    void a_message_that_the_receiver_did_not_publish_closes_no_link_and_is_not_delivered_there() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = settled(randomSeed, 5);
            Address victim = simulation.randomPeer();
            Peer peer = simulation.cluster.peer(victim);
            Map<Address, Set<Address>> links = simulation.cluster.links();
            Address relay = peer.neighbors().getFirst();

            LineClient attacker = LineClient.neighborOf(simulation.network, relay)
                    .send("GOSSIP 1 " + peer.origin() + "/50 x");
            simulation.run(Duration.ofSeconds(25));

            attacker.skipAll();
            assertEquals("(nothing)", attacker.next());
            links.get(relay).add(LineClient.NEIGHBOR);
            assertEquals(links.get(relay), Set.copyOf(simulation.cluster.peer(relay).neighbors()));
            assertEquals(links.get(victim), simulation.cluster.links().get(victim));
            assertEquals(List.of(), simulation.recorder.badInputs());
            assertEquals(Set.of(), simulation.recorder.deliveredAt(victim));
            assertTrue(peer.status().contains(" dropped="), peer::status);
            assertTrue(!peer.status().contains(" dropped=0 "), peer::status);
        });
    }

    @Test
    void the_next_100_messages_of_the_peer_reach_all_others() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = settled(randomSeed, 20);
            Address victim = simulation.randomPeer();
            Address relay = simulation.cluster.peer(victim).neighbors().getFirst();
            LineClient.neighborOf(simulation.network, relay)
                    .send("GOSSIP 1 " + simulation.cluster.peer(victim).origin() + "/50 x");
            Set<MessageId> genuine = new HashSet<>();
            for (int i = 0; i < 100; i++) {
                genuine.add(simulation.publish(victim));
            }
            simulation.run(MOMENT);
            assertEquals(100, genuine.size());
            assertEquals(List.of(), simulation.peersLacking(genuine));
        });
    }

    @Test
    void a_process_that_would_start_later_at_the_address_of_the_receiver_is_not_an_origin() {
        Simulation simulation = settled(1, 2);
        Address victim = simulation.randomPeer();
        Origin later = new Origin(victim, simulation.cluster.peer(victim).origin().start() + 1);
        LineClient.neighborOf(simulation.network, victim).send("GOSSIP 1 " + later + "/0 x");
        assertEquals(Set.of(), simulation.recorder.deliveredAt(victim));
    }
}
