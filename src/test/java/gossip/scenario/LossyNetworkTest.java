package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Lossy and slow links, paused peers and seeds that are down. */
@ParameterizedClass
@EnumSource
class LossyNetworkTest {

    @Parameter
    Dissemination dissemination;

    @Test
    void messages_lost_on_links_are_delivered_within_three_heartbeats() {
        RandomSeeds.upTo(1, 30, randomSeed -> {
            Simulation simulation =
                    new Simulation(randomSeed, 1, Simulation.silent(dissemination), new LossyGossip(0.3));
            simulation.cluster.startPeers(100);
            simulation.settle();
            simulation.publishRepeatedly(Duration.ofMinutes(1), Duration.ofSeconds(1));
            assertNotEquals(List.of(), simulation.peersLacking(simulation.messagesOfRunningPeers()));
            simulation.network.conditions(new LossyGossip(0));
            simulation.run(Simulation.HEARTBEAT.multipliedBy(3));
            simulation.assertConverged();
        });
    }

    @Test
    void a_slow_neighbor_whose_send_queue_overflowed_receives_everything_and_delays_no_other() {
        RandomSeeds.upTo(1, 30, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 1, Simulation.silent(dissemination));
            simulation.cluster.startPeers(50);
            simulation.settle();
            Address slow = simulation.randomPeer();
            Address source = simulation.cluster.living().stream()
                    .filter(peer -> !peer.equals(slow)).findFirst().orElseThrow();
            simulation.network.conditions(
                    new SlowLink(slow, (from, to, random) -> random.nextLong(1_000_000, 5_000_000)));

            for (int i = 0; i < 500; i++) {
                simulation.publish(source);
            }
            simulation.run(Duration.ofSeconds(1));
            assertEquals(List.of(slow),
                    simulation.peersLacking(simulation.recorder.generated()));
            simulation.run(Duration.ofMinutes(1));
            simulation.assertConverged();
        });
    }

    @Test
    void a_peer_that_pauses_for_20_s_is_not_declared_dead() {
        RandomSeeds.upTo(1, 30, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation.silent(dissemination));
            simulation.cluster.startPeers(100);
            simulation.settle();
            for (int i = 0; i < 10; i++) {
                simulation.network.pause(simulation.randomPeer(), Duration.ofSeconds(20));
                simulation.publishRepeatedly(Duration.ofSeconds(6), Duration.ofSeconds(2));
            }
            simulation.run(Simulation.HEARTBEAT.multipliedBy(2));
            simulation.assertConverged();
            assertTrue(simulation.recorder.misses() > 0);
            assertEquals(List.of(), simulation.recorder.deaths());
        });
    }

    @Test
    void with_a_latency_of_half_a_second_all_messages_arrive_and_no_peer_is_declared_dead() {
        Simulation simulation = new Simulation(5, 3, Simulation.messages(10, dissemination),
                NetworkConditions.delay(Duration.ofMillis(300), Duration.ofMillis(500)));
        simulation.cluster.startPeers(100);
        simulation.run(Duration.ofMinutes(3));
        assertEquals(1000, simulation.recorder.generated().size());
        simulation.assertConverged();
        assertEquals(List.of(), simulation.recorder.deaths());
    }

    @Test
    void with_all_seeds_down_for_an_hour_dead_peers_are_detected_and_links_replaced() {
        Simulation simulation = new Simulation(8, 3, Simulation.silent(dissemination));
        simulation.cluster.startPeers(100);
        simulation.settle();
        simulation.cluster.seedAddresses().forEach(simulation.network::crash);
        for (int i = 0; i < 20; i++) {
            simulation.cluster.crash(simulation.randomPeer());
            simulation.publishRepeatedly(Duration.ofMinutes(3), Duration.ofSeconds(20));
        }
        simulation.run(Simulation.HEARTBEAT.multipliedBy(5));
        simulation.assertConverged();
        simulation.cluster.seedAddresses().forEach(simulation.cluster::startSeed);
        simulation.run(Duration.ofSeconds(91));
        assertEquals(80, simulation.cluster.seed(simulation.cluster.seedAddresses().getFirst()).members());
    }
}
