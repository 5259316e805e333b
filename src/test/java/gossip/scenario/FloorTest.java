package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Origin;
import gossip.protocol.PeerId;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a peer treats a FLOOR: the claim of a neighbor that older messages of an origin are no longer retained. */
class FloorTest {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Origin ORIGIN = new Origin(LineClient.NEIGHBOR, 7);

    /** All gossip to one host is lost. */
    private record LosingGossipTo(Address host) implements NetworkConditions {
        @Override
        public long latency(Address from, Address to, RandomGenerator random) {
            return 2_000_000;
        }

        @Override
        public boolean loses(Address from, Address to, Message message, RandomGenerator random) {
            return to.equals(host) && message instanceof Message.Gossip;
        }
    }

    @Test
    void messages_below_a_floor_are_not_requested_again() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        Address peer = simulation.cluster.startPeer();
        simulation.run(MOMENT);
        LineClient neighbor = LineClient.neighborOf(simulation.network, peer)
                .send("GOSSIP 1 192.168.0.9:7001/7/5 hi").send("DIGEST abc");
        assertEquals("WATERMARKS - 2147483647 1", neighbor.next());
        assertEquals("WATERMARK 192.168.0.9:7001 7 0 0 5 6", neighbor.next());
        neighbor.send("FLOOR 192.168.0.9:7001 7 5 0").send("SUPPLIED -");
        simulation.run(Simulation.HEARTBEAT.multipliedBy(2));
        assertEquals(6, simulation.cluster.peer(peer).next(ORIGIN));
        neighbor.skipAll();
        neighbor.send("DIGEST abc");
        assertEquals("WATERMARKS - 2147483647 1", neighbor.next());
        String watermark = neighbor.next(); // ends with the seconds since the last message
        assertTrue(watermark.startsWith("WATERMARK 192.168.0.9:7001 7 6 2"), watermark);
    }

    @Test
    void a_floor_without_a_request_is_bad_input() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        Address peer = simulation.cluster.startPeer();
        simulation.run(MOMENT);
        LineClient neighbor = LineClient.neighborOf(simulation.network, peer).send("FLOOR 192.168.0.9:7001 7 5");
        assertEquals("ERROR FLOOR is not for a neighbor", neighbor.next());
        assertEquals("(closed)", neighbor.next());
    }

    @Test
    void a_floor_for_the_messages_of_the_receiver_itself_has_no_effect() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        Address peer = simulation.cluster.startPeer();
        simulation.run(MOMENT);
        LineClient.neighborOf(simulation.network, peer).send("DIGEST abc")
                .send("FLOOR " + simulation.cluster.peer(peer).id().toString().replace('/', ' ') + " 9");
        assertEquals(0, simulation.cluster.peer(peer).digest());
    }

    /** Connects to all peers but the origin, and answers the request of each with the highest floor of the origin. */
    private static void sendHighestFloor(Simulation simulation, PeerId origin) {
        for (Address peer : simulation.cluster.living()) {
            if (!peer.equals(origin.address())) {
                LineClient.neighborOf(simulation.network, peer).send("DIGEST abc")
                        .send("FLOOR " + origin.toString().replace('/', ' ') + " " + Long.MAX_VALUE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void a_false_floor_does_not_keep_a_peer_from_receiving_the_messages_it_lacks(int before) {
        RandomSeeds.upTo(3, randomSeed -> receivesMissingMessagesAfterFalseFloor(randomSeed, before));
    }

    private static void receivesMissingMessagesAfterFalseFloor(long randomSeed, int before) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
        simulation.cluster.startPeers(20);
        simulation.settle();
        Address source = simulation.randomPeer();
        for (int i = 0; i < before; i++) {
            simulation.publish(source);
        }
        simulation.run(MOMENT);
        sendHighestFloor(simulation, simulation.cluster.peer(source).id());
        Address cutOff = simulation.cluster.living().stream()
                .filter(peer -> !peer.equals(source)).findFirst().orElseThrow();
        simulation.network.conditions(new LosingGossipTo(cutOff));
        for (int i = 0; i < 5; i++) {
            simulation.publish(source);
        }
        simulation.run(MOMENT);
        assertEquals(List.of(cutOff), simulation.peersLacking(simulation.messagesOfRunningPeers()));

        simulation.network.conditions(NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(5)));
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));

        simulation.assertConverged();
    }

    /** More messages of another origin than peers retain evict the messages of the first origin everywhere. */
    @Test
    void a_peer_that_joins_after_messages_were_evicted_has_the_same_digest_and_requests_nothing() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        simulation.cluster.startPeers(4);
        simulation.settle();
        Address evicted = simulation.cluster.living().getFirst();
        Address publisher = simulation.cluster.living().getLast();
        for (int i = 0; i < 10; i++) {
            simulation.publish(evicted);
        }
        simulation.run(MOMENT);
        for (int i = 0; i < 16_500; i++) {
            simulation.cluster.peer(publisher).publish("hello");
        }
        simulation.run(MOMENT);
        Address late = simulation.cluster.startPeer();
        simulation.cluster.startPeer();
        simulation.settle();
        assertTrue(simulation.cluster.agree());
        List<Message> requests = new ArrayList<>();
        simulation.observe((from, to, message) -> {
            if (message instanceof Message.Exchange || message instanceof Message.Hello) {
                requests.add(message);
            }
        });
        simulation.run(Duration.ofMinutes(10));

        assertEquals(List.of(), requests);
        assertEquals(16_384, simulation.recorder.deliveredAt(late).size());
        simulation.publish(evicted);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(3));
        assertTrue(simulation.cluster.agree());
        assertEquals(11, simulation.cluster.peer(late).next(simulation.cluster.peer(evicted).origin()));
    }
}
