package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.node.PeerListener;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.sim.NetworkConditions;
import gossip.sim.SimulatedCluster;
import gossip.sim.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a peer requests the messages that it lacks, when it does not, and how it recovers from a full send queue. */
class AntiEntropyTest {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final NetworkConditions TWO_MILLIS = (from, to, random) -> 2_000_000;

    @Test
    void a_peer_requests_messages_only_after_two_PINGs_with_the_same_foreign_digest() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        Address peer = simulation.cluster.startPeer();
        simulation.run(MOMENT);
        LineClient neighbor = LineClient.neighborOf(simulation.network, peer);
        for (String digests : List.of("abc 0", "abc abc")) {
            String[] both = digests.split(" ");
            assertTrue(neighbor.send("PING 1 " + both[0]).next().startsWith("PING_REPLY 1"));
            assertEquals("(nothing)", neighbor.next());
            assertTrue(neighbor.send("PING 2 " + both[1]).next().startsWith("PING_REPLY 2"));
            assertEquals(digests.endsWith("abc") ? "WATERMARKS - 2147483647 0" : "(nothing)", neighbor.next());
        }
    }

    @Test
    void after_a_send_queue_has_overflowed_messages_are_delivered_as_before() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
            simulation.cluster.startPeers(30);
            simulation.settle();
            Address slow = simulation.randomPeer();
            Address source = simulation.cluster.living().stream()
                    .filter(peer -> !peer.equals(slow)).findFirst().orElseThrow();
            simulation.network.conditions(new SlowLink(slow, TWO_MILLIS));
            for (int i = 0; i < 100; i++) {
                simulation.publish(source);
            }
            simulation.run(Duration.ofMinutes(1));
            simulation.assertConverged();

            simulation.publish(source);
            simulation.run(MOMENT);

            simulation.assertConverged();
        });
    }

    @Test
    void a_full_send_queue_interrupts_an_answer_which_continues_when_the_queue_is_empty() {
        List<Integer> answers = new ArrayList<>();
        SimulatedNetwork network =
                new SimulatedNetwork(1, NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(5)));
        SimulatedCluster cluster = new SimulatedCluster(network, 1, Simulation::silent, address -> new PeerListener() {
            @Override
            public void supplied(Address peer, int messages) {
                answers.add(messages);
            }
        }, address -> new SeedListener() { });
        Address source = cluster.startPeer();
        cluster.run(MOMENT);
        for (int i = 0; i < 100; i++) {
            cluster.peer(source).publish("hello");
        }
        Address late = new Address("10.0.0.9", 10_009);
        network.conditions(new SlowLink(late, TWO_MILLIS));
        cluster.startPeer(late);
        cluster.run(Simulation.HEARTBEAT.multipliedBy(2));

        assertEquals(100, cluster.peer(late).next(cluster.peer(source).origin()));
        assertEquals(100, answers.stream().mapToInt(Integer::intValue).sum(), answers::toString);
        assertTrue(answers.stream().allMatch(messages -> messages <= 20), answers::toString);
    }

    @Test
    void peers_with_the_same_messages_request_none() {
        Simulation simulation = new Simulation(1, 1, Simulation.messages(3));
        simulation.cluster.startPeers(30);
        simulation.run(Duration.ofMinutes(2));
        List<Message> requests = new ArrayList<>();
        simulation.observe((from, to, message) -> {
            if (message instanceof Message.Exchange || message instanceof Message.Digest) {
                requests.add(message);
            }
        });
        simulation.publishRepeatedly(Duration.ofMinutes(10), Duration.ofSeconds(7));
        assertEquals(List.of(), requests);
        simulation.assertConverged();
    }
}
