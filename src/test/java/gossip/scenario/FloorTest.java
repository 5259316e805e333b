package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.PeerId;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a peer believes of a neighbor that says that messages are gone. */
class FloorTest {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** No gossip gets through to one host. */
    private record Deaf(Address host) implements NetworkConditions {
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
    void what_a_neighbor_says_is_gone_is_not_asked_for_again() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        Address peer = simulation.cluster.startPeer();
        simulation.run(MOMENT);
        LineClient neighbor = LineClient.neighborOf(simulation.network, peer)
                .send("GOSSIP 1 192.168.0.9:7001/7/5 hi").send("DIGEST abc");
        assertEquals("WATERMARKS 1", neighbor.next());
        assertEquals("WATERMARK 192.168.0.9:7001 7 0", neighbor.next());
        neighbor.send("FLOOR 192.168.0.9:7001 7 5").send("DIGEST abc");
        assertEquals("WATERMARKS 1", neighbor.next());
        assertEquals("WATERMARK 192.168.0.9:7001 7 6", neighbor.next());
    }

    @Test
    void a_floor_that_was_not_asked_for_is_bad_input() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        Address peer = simulation.cluster.startPeer();
        simulation.run(MOMENT);
        LineClient neighbor = LineClient.neighborOf(simulation.network, peer).send("FLOOR 192.168.0.9:7001 7 5");
        assertEquals("ERROR FLOOR is not for a neighbor", neighbor.next());
        assertEquals("(closed)", neighbor.next());
    }

    @Test
    void a_floor_under_the_messages_of_the_peer_that_hears_it_changes_nothing() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        Address peer = simulation.cluster.startPeer();
        simulation.run(MOMENT);
        LineClient.neighborOf(simulation.network, peer).send("DIGEST abc")
                .send("FLOOR " + simulation.cluster.peer(peer).id().toString().replace('/', ' ') + " 9");
        assertEquals(0, simulation.cluster.peer(peer).digest());
    }

    /** A neighbor that is asked by everybody and answers each with the highest floor there is. */
    private static void lie(Simulation simulation, PeerId origin) {
        for (Address peer : simulation.cluster.living()) {
            if (!peer.equals(origin.address())) {
                LineClient.neighborOf(simulation.network, peer).send("DIGEST abc")
                        .send("FLOOR " + origin.toString().replace('/', ' ') + " " + Long.MAX_VALUE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 0", "1, 3", "2, 3", "3, 3"})
    void what_floods_past_a_peer_is_filled_in_however_high_a_floor_all_have_been_told(long randomSeed, int before) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
        simulation.cluster.startPeers(20);
        simulation.settle();
        Address source = simulation.anyone();
        for (int i = 0; i < before; i++) {
            simulation.publish(source);
        }
        simulation.run(MOMENT);
        lie(simulation, simulation.cluster.peer(source).id());
        Address deaf = simulation.cluster.living().stream()
                .filter(peer -> !peer.equals(source)).findFirst().orElseThrow();
        simulation.network.conditions(new Deaf(deaf));
        for (int i = 0; i < 5; i++) {
            simulation.publish(source);
        }
        simulation.run(MOMENT);
        assertEquals(List.of(deaf), simulation.lacking(simulation.cluster.living(), simulation.messagesOfTheLiving()));

        simulation.network.conditions(NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(5)));
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));

        simulation.assertWhole(simulation.cluster.living());
    }

    /** What it takes to fall out of everybody's memory: more messages of another than are retained. */
    @Test
    void who_comes_too_late_for_an_origins_messages_agrees_with_all_and_neither_asks_again_nor_looks_for_it() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        simulation.cluster.startPeers(4);
        simulation.settle();
        Address former = simulation.cluster.living().getFirst();
        Address talker = simulation.cluster.living().getLast();
        for (int i = 0; i < 10; i++) {
            simulation.publish(former);
        }
        simulation.run(MOMENT);
        for (int i = 0; i < 16_500; i++) {
            simulation.cluster.peer(talker).publish("hello");
        }
        simulation.run(MOMENT);
        Address late = simulation.cluster.startPeer();
        simulation.cluster.startPeer();
        simulation.settle();
        assertTrue(simulation.cluster.agree());
        List<Message> asked = new ArrayList<>();
        simulation.observe((from, to, message) -> {
            if (message instanceof Message.Watermarks || message instanceof Message.Hello) {
                asked.add(message);
            }
        });
        simulation.run(Duration.ofMinutes(10));

        assertEquals(List.of(), asked);
        assertEquals(16_384, simulation.recorder.deliveredAt(late).size());
        simulation.publish(former);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(3));
        assertTrue(simulation.cluster.agree());
        assertEquals(11, simulation.cluster.peer(late).next(simulation.cluster.peer(former).id()));
    }
}
