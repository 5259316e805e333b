package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Ping;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wires, machines and peers that are not as they should be. */
@ParameterizedClass
@EnumSource
class LossyNetworkTest {

    @Parameter
    Dissemination dissemination;

    /** One to five milliseconds, and losses of one kind of message. */
    private record Losing(Class<? extends Message> kind, double share) implements NetworkConditions {
        @Override
        public long latency(Address from, Address to, RandomGenerator random) {
            return random.nextLong(1_000_000, 5_000_000);
        }

        @Override
        public boolean loses(Address from, Address to, Message message, RandomGenerator random) {
            return kind.isInstance(message) && random.nextDouble() < share;
        }
    }

    /** One host has a slow line with a short queue. */
    private record SlowLine(Address host) implements NetworkConditions {
        @Override
        public long latency(Address from, Address to, RandomGenerator random) {
            return random.nextLong(1_000_000, 5_000_000);
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
    void nobody_is_falsely_dead_in_20_hours_of_100_peers_with_a_fifth_of_all_PINGs_lost() {
        Simulation simulation = new Simulation(20, 1, Simulation.silent(dissemination), new Losing(Ping.class, 0.2));
        simulation.cluster.startPeers(100);
        simulation.run(Duration.ofHours(20));
        assertEquals(List.of(), simulation.recorder.deaths(), simulation::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void what_lossy_links_swallow_is_filled_in_within_three_heartbeats(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation.silent(dissemination), new Losing(Gossip.class, 0.3));
        simulation.cluster.startPeers(100);
        simulation.settle();
        simulation.chatter(Duration.ofMinutes(1), Duration.ofSeconds(1));
        simulation.network.conditions(new Losing(Gossip.class, 0));
        simulation.run(Simulation.HEARTBEAT.multipliedBy(3));
        simulation.assertWhole(simulation.cluster.living());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_slow_neighbor_whose_queue_overflowed_gets_everything_and_holds_up_nobody(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation.silent(dissemination));
        simulation.cluster.startPeers(50);
        simulation.settle();
        Address slow = simulation.anyone();
        Address source = simulation.cluster.living().stream().filter(peer -> !peer.equals(slow)).findFirst().orElseThrow();
        simulation.network.conditions(new SlowLine(slow));

        for (int i = 0; i < 500; i++) {
            simulation.publish(source);
        }
        simulation.run(Duration.ofSeconds(1));
        assertTrue(simulation.lacking(simulation.cluster.living(), simulation.recorder.generated()).equals(List.of(slow)),
                simulation::toString);
        simulation.run(Duration.ofMinutes(1));
        simulation.assertWhole(simulation.cluster.living());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_pause_of_20_seconds_is_nobodys_death(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation.silent(dissemination));
        simulation.cluster.startPeers(100);
        simulation.settle();
        for (int i = 0; i < 10; i++) {
            simulation.network.pause(simulation.anyone(), Duration.ofSeconds(20));
            simulation.chatter(Duration.ofSeconds(6), Duration.ofSeconds(2));
        }
        simulation.run(Simulation.HEARTBEAT.multipliedBy(2));
        simulation.assertWhole(simulation.cluster.living());
        assertEquals(List.of(), simulation.recorder.deaths(), simulation::toString);
    }

    @Test
    void links_of_half_a_second_slow_nothing_down_but_the_messages() {
        Simulation simulation = new Simulation(5, 3, Simulation.messages(10),
                NetworkConditions.delay(Duration.ofMillis(300), Duration.ofMillis(500)));
        simulation.cluster.startPeers(100);
        simulation.run(Duration.ofMinutes(3));
        assertEquals(1000, simulation.recorder.generated().size());
        simulation.assertWhole(simulation.cluster.living());
        assertEquals(List.of(), simulation.recorder.deaths());
    }

    @Test
    void a_liar_who_reports_everybody_again_and_again_removes_nobody() {
        Simulation simulation = new Simulation(6, 1, Simulation.silent(dissemination));
        simulation.cluster.startPeers(30);
        simulation.settle();
        Address seed = simulation.cluster.seedAddresses().getFirst();
        for (int round = 0; round < 3; round++) {
            simulation.cluster.living().forEach(peer ->
                    assertTrue(LineClient.to(simulation.network, seed).send("DEAD " + peer).next().startsWith("ALIVE")));
        }
        assertEquals(List.of(), simulation.recorder.removals());
        assertEquals(30, simulation.cluster.seed(seed).members());
    }

    @Test
    void one_that_accepts_and_never_answers_blocks_no_join_and_is_removed_once_a_neighbor_reports_it() {
        Simulation simulation = new Simulation(7, 1, Simulation.silent(dissemination));
        Address seed = simulation.cluster.seedAddresses().getFirst();
        Address mute = new Address("10.9.9.9", 9999);
        simulation.network.start(mute, environment -> StubNode.nothing());
        LineClient.to(simulation.network, seed).send("REGISTER " + mute + " 1 50 86400000");

        simulation.cluster.startPeers(20);
        simulation.run(Duration.ofSeconds(30));
        simulation.assertWhole(simulation.cluster.living());

        LineClient.to(simulation.network, seed).send("DEAD " + mute);
        simulation.run(Duration.ofSeconds(10));
        assertEquals(List.of(mute + "/1 dead"), simulation.recorder.removals());
    }

    @Test
    void with_all_seeds_down_for_an_hour_the_dead_are_found_and_the_links_replaced() {
        Simulation simulation = new Simulation(8, 3, Simulation.silent(dissemination));
        simulation.cluster.startPeers(100);
        simulation.settle();
        simulation.cluster.seedAddresses().forEach(simulation.network::crash);
        for (int i = 0; i < 20; i++) {
            simulation.cluster.crash(simulation.anyone());
            simulation.chatter(Duration.ofMinutes(3), Duration.ofSeconds(20));
        }
        simulation.run(Simulation.HEARTBEAT.multipliedBy(5));
        simulation.assertWhole(simulation.cluster.living());
        simulation.cluster.seedAddresses().forEach(simulation.cluster::startSeed);
        simulation.run(Duration.ofSeconds(91));
        assertEquals(80, simulation.cluster.seed(simulation.cluster.seedAddresses().getFirst()).members());
    }
}
