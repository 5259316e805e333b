package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a peer asks for what it lacks, when it does not, and what an overflow leaves behind. */
class AntiEntropyTest {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** The queue of one host's line holds twenty messages, and each takes ten milliseconds. */
    private record SlowLine(Address host) implements NetworkConditions {
        @Override
        public long latency(Address from, Address to, RandomGenerator random) {
            return 2_000_000;
        }

        @Override
        public long transmission(Address from, Address to) {
            return to.equals(host) ? 10_000_000 : 0;
        }

        @Override
        public int capacity(Address from, Address to) {
            return to.equals(host) ? 20 : 1_000_000;
        }
    }

    @Test
    void one_PING_with_another_digest_may_be_a_message_on_its_way_and_a_second_one_is_not() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        Address peer = simulation.cluster.startPeer();
        simulation.run(MOMENT);
        LineClient neighbor = LineClient.neighborOf(simulation.network, peer);
        for (String digests : List.of("abc 0", "abc abc")) {
            String[] both = digests.split(" ");
            assertTrue(neighbor.send("PING 1 " + both[0]).next().startsWith("PING_REPLY 1"));
            assertEquals("(nothing)", neighbor.next());
            assertTrue(neighbor.send("PING 2 " + both[1]).next().startsWith("PING_REPLY 2"));
            assertEquals(digests.endsWith("abc") ? "WATERMARKS 0" : "(nothing)", neighbor.next());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void after_an_overflow_messages_flow_as_before(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
        simulation.cluster.startPeers(30);
        simulation.settle();
        Address slow = simulation.anyone();
        Address source = simulation.cluster.living().stream().filter(peer -> !peer.equals(slow)).findFirst().orElseThrow();
        simulation.network.conditions(new SlowLine(slow));
        for (int i = 0; i < 100; i++) {
            simulation.publish(source);
        }
        simulation.run(Duration.ofMinutes(1));
        simulation.assertWhole(simulation.cluster.living());

        simulation.publish(source);
        simulation.run(MOMENT);

        simulation.assertWhole(simulation.cluster.living());
    }

    @Test
    void a_queue_that_is_full_ends_a_supply_which_goes_on_when_it_has_drained() {
        List<Integer> supplies = new ArrayList<>();
        SimulatedNetwork network = new SimulatedNetwork(1, NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(5)));
        SimulatedCluster cluster = new SimulatedCluster(network, 1, Simulation::silent, address -> new PeerListener() {
            @Override
            public void supplied(Address peer, int messages) {
                supplies.add(messages);
            }
        }, address -> new SeedListener() { });
        Address source = cluster.startPeer();
        cluster.run(MOMENT);
        for (int i = 0; i < 100; i++) {
            cluster.peer(source).publish("hello");
        }
        Address late = new Address("10.0.0.9", 10_009);
        network.conditions(new SlowLine(late));
        cluster.startPeer(late);
        cluster.run(Simulation.HEARTBEAT.multipliedBy(2));

        assertEquals(100, cluster.peer(late).next(cluster.peer(source).id()));
        assertEquals(100, supplies.stream().mapToInt(Integer::intValue).sum(), supplies::toString);
        assertTrue(supplies.stream().allMatch(messages -> messages <= 20), supplies::toString);
    }

    @Test
    void in_a_network_that_agrees_nobody_asks() {
        Simulation simulation = new Simulation(1, 1, Simulation.messages(3));
        simulation.cluster.startPeers(30);
        simulation.run(Duration.ofMinutes(2));
        List<Message> asked = new ArrayList<>();
        simulation.observe((from, to, message) -> {
            if (message instanceof Message.Watermarks || message instanceof Message.Digest) {
                asked.add(message);
            }
        });
        simulation.chatter(Duration.ofMinutes(10), Duration.ofSeconds(7));
        assertEquals(List.of(), asked);
    }
}
