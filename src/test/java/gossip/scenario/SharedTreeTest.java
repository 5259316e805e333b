package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Root;
import gossip.protocol.Message.Tree;
import gossip.protocol.MessageId;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** All origins share one tree with {@code --dissemination prune}, also if they publish at the same time. */
class SharedTreeTest {

    private static final int PEERS = 100;
    private static final int ROUNDS = 30;

    private static Simulation settled(long randomSeed, int peers, Dissemination dissemination, Duration min,
            Duration max) {
        Simulation simulation = new Simulation(
                randomSeed, 3, Simulation.silent(dissemination), NetworkConditions.delay(min, max));
        simulation.cluster.startPeers(peers);
        simulation.settle();
        return simulation;
    }

    @Test
    void with_50_messages_a_second_from_all_of_25_peers_the_last_delivery_comes_within_600_ms() {
        RandomSeeds.upTo(6, 40, randomSeed -> {
            Duration latency = Duration.ofMillis(100);
            Simulation simulation = settled(randomSeed, 25, Dissemination.PRUNE, latency, latency);
            int[] sends = {0};
            simulation.observe((from, to, message) ->
                    sends[0] += message instanceof Gossip || message instanceof Tree ? 1 : 0);
            Map<MessageId, Long> published = new HashMap<>();
            for (int i = 0; i < 500; i++) {
                MessageId id = simulation.publish(simulation.randomPeer());
                published.put(id, simulation.network.now());
                simulation.run(Duration.ofMillis(20));
            }
            simulation.run(Duration.ofSeconds(2));
            assertEquals(List.of(), simulation.peersLacking(published.keySet()));
            double sendsEach = sends[0] / 500.0;
            assertTrue(sendsEach < 35, () -> sendsEach + " messages for each broadcast");
            published.forEach((id, at) -> {
                long last = simulation.cluster.living().stream()
                        .flatMap(peer -> simulation.recorder.reception(peer, id).stream())
                        .mapToLong(EventRecorder.Reception::at).max().orElseThrow() - at;
                assertTrue(last <= Duration.ofMillis(600).toNanos(), () -> id + " took " + Duration.ofNanos(last));
            });
        });
    }

    /** Copies and times of some rounds in which a random peer publishes one message. */
    private record Rounds(long sends, long slowest) {

        private static Rounds run(Simulation simulation) {
            long[] sends = {0};
            simulation.observe((from, to, message) -> sends[0] += message instanceof Gossip ? 1 : 0);
            long slowest = 0;
            for (int i = 0; i < ROUNDS; i++) {
                long start = simulation.network.now();
                MessageId id = simulation.publish(simulation.randomPeer());
                simulation.run(Duration.ofSeconds(2));
                assertEquals(List.of(), simulation.peersLacking(Set.of(id)));
                slowest = Math.max(slowest, simulation.recorder.lastDelivery() - start);
            }
            return new Rounds(sends[0], slowest);
        }

        /** Returns how many copies beyond the first one came for each delivery. */
        private double redundancy() {
            double deliveries = ROUNDS * (PEERS - 1);
            return (sends - deliveries) / deliveries;
        }
    }

    @Test
    void thirty_rounds_from_random_origins_have_a_redundancy_below_one_half() {
        RandomSeeds.upTo(3, randomSeed -> {
            Rounds rounds = Rounds.run(settled(
                    randomSeed, PEERS, Dissemination.PRUNE, Duration.ofMillis(10), Duration.ofMillis(100)));
            assertTrue(rounds.redundancy() < 0.5, () -> "redundancy " + rounds.redundancy());
        });
    }

    @Test
    void with_equal_latency_the_last_hop_is_at_most_that_of_flooding_plus_two() {
        RandomSeeds.upTo(8, 60, randomSeed -> {
            Duration latency = Duration.ofMillis(50);
            Rounds flood = Rounds.run(settled(randomSeed, PEERS, Dissemination.FLOOD, latency, latency));
            Rounds prune = Rounds.run(settled(randomSeed, PEERS, Dissemination.PRUNE, latency, latency));
            long more = (prune.slowest() - flood.slowest()) / latency.toNanos();
            assertTrue(more <= 2, () -> more + " hops more");
            // The first two rounds flood. The others take one copy for each delivery.
            assertTrue(prune.redundancy() < 0.15, () -> "redundancy " + prune.redundancy());
        });
    }

    @Test
    void a_newcomer_that_publishes_before_it_has_a_link_does_not_build_the_tree_again() {
        RandomSeeds.upTo(2, randomSeed -> {
            Duration latency = Duration.ofMillis(50);
            Simulation simulation = settled(randomSeed, 20, Dissemination.PRUNE, latency, latency);
            simulation.publishRepeatedly(Duration.ofMinutes(4), Duration.ofSeconds(10));
            Set<Root> roots = new HashSet<>();
            simulation.observe((from, to, message) -> {
                if (message instanceof Root root) {
                    roots.add(new Root(root.degree(), root.hub(), root.time(), 0));
                }
            });
            simulation.publish(simulation.cluster.startPeer());
            simulation.run(Duration.ofSeconds(10));
            assertEquals(1, roots.size(), roots::toString);
        });
    }

    @Test
    void peers_that_prune_and_peers_that_flood_deliver_to_each_other() {
        RandomSeeds.upTo(2, randomSeed -> {
            Simulation simulation = settled(
                    randomSeed, 10, Dissemination.PRUNE, Duration.ofMillis(10), Duration.ofMillis(100));
            for (int i = 0; i < 10; i++) {
                simulation.cluster.startPeer(new Address("10.3.0." + i, 6001),
                        Simulation.silent(Dissemination.FLOOD).apply(simulation.cluster.config()));
            }
            simulation.settle();
            Set<MessageId> published = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                published.add(simulation.publish(simulation.randomPeer()));
                simulation.run(Duration.ofMillis(50));
            }
            simulation.run(Duration.ofSeconds(1));
            assertEquals(List.of(), simulation.peersLacking(published));
            assertEquals(List.of(), simulation.recorder.badInputs());
        });
    }
}
