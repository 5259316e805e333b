package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Buried;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Leave;
import gossip.protocol.Message.Register;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A peer that leaves at any moment is removed from the lists of all seeds and from all neighbors. */
class LeaveTest {

    private static final NetworkConditions UNEVEN =
            NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(300));

    private static void leave(Simulation simulation, Address peer) {
        simulation.cluster.peer(peer).leave(() -> simulation.cluster.crash(peer));
    }

    private static int listed(Simulation simulation) {
        return simulation.cluster.seedAddresses().stream()
                .mapToInt(seed -> simulation.cluster.seed(seed).members()).sum();
    }

    @Test
    void a_peer_that_leaves_while_it_registers_is_listed_by_no_seed() {
        RandomSeeds.upTo(20, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent, UNEVEN);
            for (int i = 0; i < 10; i++) {
                Address peer = simulation.cluster.startPeer();
                simulation.run(Duration.ofMillis(simulation.random.nextInt(1000)));
                leave(simulation, peer);
            }
            simulation.run(Duration.ofSeconds(20));

            assertEquals(0, listed(simulation));
            assertEquals(List.of(), simulation.cluster.living());
        });
    }

    /** All seeds hold tombstones for all peers. Each peer leaves at a random moment after it received BURIED. */
    @Test
    void a_peer_that_leaves_while_it_rejoins_with_a_new_incarnation_is_listed_by_no_seed() {
        RandomSeeds.upTo(20, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
            simulation.cluster.startPeers(10);
            simulation.settle();
            List<Address> peers = simulation.cluster.living();
            Set<Address> notified = new HashSet<>();
            simulation.observe((from, to, message) -> {
                if (message instanceof Buried) {
                    notified.add(to);
                }
            });
            simulation.evict(peers);
            assertEquals(0, listed(simulation));
            simulation.network.conditions(UNEVEN);
            for (int i = 0; i < 700; i++) {
                simulation.run(Duration.ofMillis(50));
                peers.stream().filter(notified::contains).filter(peer -> simulation.random.nextInt(8) == 0)
                        .toList().forEach(peer -> {
                            notified.remove(peer);
                            leave(simulation, peer);
                        });
            }
            simulation.run(Duration.ofSeconds(20));

            assertEquals(0, listed(simulation));
            assertEquals(List.of(), simulation.cluster.living());
        });
    }

    @Test
    void a_peer_that_has_left_does_not_report_its_degree_to_any_seed() {
        RandomSeeds.upTo(20, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
            simulation.cluster.startPeers(20);
            simulation.settle();
            Address leaver = simulation.randomPeer();
            List<Message> last = new ArrayList<>();
            simulation.observe((from, to, message) -> {
                if (from.equals(leaver) && (message instanceof Leave || message instanceof Register)) {
                    last.add(message);
                }
            });
            leave(simulation, leaver);
            simulation.run(Duration.ofSeconds(10));

            assertTrue(!last.isEmpty() && last.stream().allMatch(Leave.class::isInstance), last::toString);
        });
    }

    @Test
    void a_leaving_peer_accepts_no_new_neighbor() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        Address leaver = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(1));
        simulation.cluster.peer(leaver).leave(() -> { });
        LineClient newcomer = LineClient.to(simulation.network, leaver).send("HELLO 192.168.0.9:7001 7");
        assertEquals("BYE leaving", newcomer.next());
        assertEquals("(closed)", newcomer.next());
        assertEquals(List.of(), simulation.cluster.peer(leaver).neighbors());
    }

    @Test
    void a_leaving_peer_generates_no_message_and_refuses_to_publish_one() {
        Simulation simulation = new Simulation(1, 1, Simulation.messages(1_000));
        simulation.cluster.startPeers(2);
        simulation.settle();
        Address leaver = simulation.randomPeer();
        simulation.cluster.peer(leaver).leave(() -> { });
        long generated = simulation.recorder.generated().stream()
                .filter(id -> id.origin().address().equals(leaver)).count();
        LineClient client = LineClient.to(simulation.network, leaver).send("PUBLISH text");
        assertEquals("ERROR PUBLISH: this peer is leaving", client.next());
        simulation.run(Simulation.HEARTBEAT);
        assertTrue(generated > 0);
        assertEquals(generated, simulation.recorder.generated().stream()
                .filter(id -> id.origin().address().equals(leaver)).count());
    }

    @Test
    void a_peer_that_leaves_while_it_selects_neighbors_connects_to_none() {
        int[] leftBeforeJoining = {0};
        RandomSeeds.upTo(20, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent, UNEVEN);
            simulation.cluster.startPeers(20);
            simulation.settle();
            Address leaver = simulation.cluster.startPeer();
            boolean[] joined = {false};
            simulation.cluster.peer(leaver).whenJoined(() -> joined[0] = true);
            simulation.run(Duration.ofMillis(600 + simulation.random.nextInt(600)));
            boolean hadJoined = joined[0];
            leftBeforeJoining[0] += hadJoined ? 0 : 1;
            simulation.cluster.peer(leaver).leave(() -> { });
            List<Message> afterwards = new ArrayList<>();
            simulation.run(Duration.ofSeconds(1));
            simulation.observe((from, to, message) -> {
                if (from.equals(leaver) && message instanceof Hello) {
                    afterwards.add(message);
                }
            });
            simulation.run(Duration.ofSeconds(10));

            assertEquals(hadJoined, joined[0]);
            assertEquals(List.of(), afterwards);
            assertEquals(List.of(), simulation.cluster.peer(leaver).neighbors());
            assertTrue(simulation.cluster.living().stream()
                    .noneMatch(peer -> simulation.cluster.peer(peer).neighbors().contains(leaver)));
        });
        assertTrue(leftBeforeJoining[0] > 0);
    }
}
