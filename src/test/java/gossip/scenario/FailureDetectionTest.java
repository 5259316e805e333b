package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With heartbeats every 13 s and three misses: when dead neighbors are declared dead, and that live ones are not. */
class FailureDetectionTest {

    private static Simulation settled(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
        simulation.cluster.startPeers(10);
        simulation.settle();
        // Each random seed has another offset within the heartbeat.
        simulation.run(Duration.ofMillis(randomSeed * 977 % 13_000));
        return simulation;
    }

    /** Of {@code FallbackProbes}, in each heartbeat after a miss. */
    private static final int PROBES = 12;

    private static Address victim(Simulation simulation) {
        List<Address> living = simulation.cluster.living();
        return living.get((int) (simulation.randomSeed % living.size()));
    }

    /** Lets a random peer fail in many networks, and checks when each neighbor declares it dead. Times are in seconds. */
    private static void assertDeclaredDeadBetween(double min, double max, BiConsumer<Simulation, Address> failure) {
        RandomSeeds.upTo(20, 400, randomSeed -> {
            Simulation simulation = settled(randomSeed);
            Address victim = victim(simulation);
            List<Address> neighbors = simulation.cluster.peer(victim).neighbors();
            long failedAt = simulation.network.now();

            failure.accept(simulation, victim);

            assertEquals(neighbors.size(), simulation.recorder.deaths().size(),
                    () -> victim + " had " + neighbors + ", declared dead by " + simulation.recorder.deaths());
            simulation.recorder.deaths().forEach(death -> {
                double seconds = (death.at() - failedAt) / 1e9;
                assertEquals(victim, death.peer().address());
                assertTrue(seconds >= min && seconds <= max, () -> "declared dead after " + seconds + " s");
            });
        });
    }

    @Test
    void a_crashed_neighbor_is_declared_dead_after_26_to_39_s() {
        assertDeclaredDeadBetween(26, 39.1, (simulation, victim) -> {
            simulation.cluster.crash(victim);
            simulation.run(Duration.ofSeconds(60));
        });
    }

    @Test
    void a_silent_neighbor_is_declared_dead_after_39_to_52_s() {
        assertDeclaredDeadBetween(38.9, 52.1, (simulation, victim) -> {
            simulation.network.cutPower(victim);
            simulation.run(Duration.ofSeconds(70));
        });
    }

    @Test
    void a_hung_neighbor_that_still_accepts_connections_is_declared_dead_after_39_to_52_s() {
        assertDeclaredDeadBetween(38.9, 52.1, (simulation, victim) -> {
            simulation.network.pause(victim, Duration.ofMinutes(10));
            simulation.run(Duration.ofSeconds(70));
            assertEquals(9, simulation.cluster.seed(simulation.cluster.seedAddresses().getFirst()).members());
        });
    }

    @Test
    void a_peer_that_was_paused_and_declared_dead_rejoins_and_receives_every_message() {
        RandomSeeds.upTo(3, 60, randomSeed -> {
            Simulation simulation = settled(randomSeed);
            Address victim = victim(simulation);
            simulation.network.pause(victim, Duration.ofSeconds(100));
            simulation.run(Duration.ofSeconds(90));
            assertFalse(simulation.recorder.deaths().isEmpty());
            simulation.cluster.living().stream().filter(peer -> !peer.equals(victim)).forEach(simulation::publish);

            simulation.run(Duration.ofSeconds(10).plus(Simulation.HEARTBEAT.multipliedBy(2)));

            assertEquals(10, simulation.cluster.seed(simulation.cluster.seedAddresses().getFirst()).members());
            assertEquals(1, simulation.cluster.components());
            assertEquals(List.of(), simulation.peersLacking(simulation.recorder.generated()));
            assertTrue(simulation.recorder.deaths().stream().allMatch(death -> death.peer().address().equals(victim)));
        });
    }

    @Test
    void a_dead_peer_is_removed_by_the_seed_and_joins_when_it_is_started_again() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = settled(randomSeed);
            Address victim = victim(simulation);
            simulation.cluster.crash(victim);
            simulation.run(Duration.ofSeconds(45));
            assertEquals(9, simulation.cluster.seed(simulation.cluster.seedAddresses().getFirst()).members());

            simulation.cluster.startPeer(victim);
            simulation.run(Simulation.HEARTBEAT);

            assertEquals(10, simulation.cluster.seed(simulation.cluster.seedAddresses().getFirst()).members());
            assertEquals(1, simulation.cluster.components());
        });
    }

    @Test
    void a_hung_peer_in_the_list_blocks_no_join_and_is_removed_after_a_report() {
        Simulation simulation = new Simulation(7, 1, Simulation::silent);
        Address seed = simulation.cluster.seedAddresses().getFirst();
        Address hung = new Address("10.9.9.9", 9999);
        simulation.network.start(hung, environment -> StubNode.mute());
        LineClient.to(simulation.network, seed).send("REGISTER " + hung + " 1 50 3600000");

        simulation.cluster.startPeers(20);
        simulation.run(Duration.ofSeconds(30));
        simulation.assertConverged();

        LineClient.to(simulation.network, seed).send("DEAD " + hung);
        simulation.run(Duration.ofSeconds(10));
        assertEquals(List.of(hung + "/1 dead"), simulation.recorder.removals());
    }

    /** 24 hours in the profile {@code long}. */
    @Test
    void no_live_peer_of_200_is_declared_dead_with_1_percent_of_PINGs_lost() {
        Simulation simulation = new Simulation(24, 1, Simulation::silent, new LosingPings(0.01, 0));
        simulation.cluster.startPeers(200);

        simulation.run(Duration.ofHours(RandomSeeds.isLongRun() ? 24 : 1));

        assertTrue(simulation.recorder.misses() > 1_000, () -> simulation.recorder.misses() + " misses");
        assertEquals(List.of(), simulation.recorder.deaths(), simulation::toString);
    }

    /** 20 hours in the profile {@code long}. */
    @Test
    void no_live_peer_of_100_is_declared_dead_with_20_percent_of_PINGs_lost() {
        Simulation simulation = new Simulation(20, 1, Simulation::silent, new LosingPings(0.2, 0));
        simulation.cluster.startPeers(100);

        simulation.run(Duration.ofHours(RandomSeeds.isLongRun() ? 20 : 1));

        assertTrue(simulation.recorder.misses() > 1_000, () -> simulation.recorder.misses() + " misses");
        assertEquals(List.of(), simulation.recorder.deaths(), simulation::toString);
    }

    @Test
    void a_hundred_neighbors_that_crash_at_once_are_dialed_again_over_a_quarter_of_a_heartbeat() {
        Simulation simulation = new Simulation(3, 1, Simulation::silent);
        Address peer = simulation.cluster.startPeer();
        simulation.settle();
        List<LineClient> clients = IntStream.range(0, 100)
                .mapToObj(i -> LineClient.neighborOf(simulation.network, peer, 8000 + i)).toList();
        long failedAt = simulation.network.now();
        clients.forEach(client -> simulation.network.crash(client.address()));
        simulation.run(Duration.ofSeconds(60));

        assertEquals(100, simulation.recorder.deaths().size());
        simulation.recorder.deaths().forEach(death -> {
            double seconds = (death.at() - failedAt) / 1e9;
            assertTrue(seconds >= 26 && seconds <= 39.1 + 13 / 4.0, () -> "declared dead after " + seconds + " s");
        });
        assertTrue(simulation.recorder.deaths().stream().mapToLong(EventRecorder.Death::at).distinct().count() > 30);
    }

    /** 1,000 hours in the profile {@code long}. */
    @Test
    void no_live_peer_of_100_is_declared_dead_with_10_percent_of_PINGs_and_of_replies_lost() {
        Simulation simulation = losing(0.1, Duration.ofHours(RandomSeeds.isLongRun() ? 1000 : 2));
        assertTrue(simulation.recorder.misses() > 10_000, () -> simulation.recorder.misses() + " misses");
        assertEquals(List.of(), simulation.recorder.deaths(), simulation::toString);
        assertEquals(List.of(), simulation.recorder.removals(), simulation::toString);
    }

    /** 20 hours in the profile {@code long}. */
    @Test
    void no_live_peer_of_100_is_declared_dead_with_20_percent_of_PINGs_and_of_replies_lost() {
        Duration time = Duration.ofHours(RandomSeeds.isLongRun() ? 20 : 1);
        assertEquals(List.of(), losing(0.2, time).recorder.deaths());
    }

    /** A PING fails if it or its reply is lost. Half-open links are replaced, so the formula is an upper bound. */
    @ParameterizedTest
    @ValueSource(doubles = {0.4, 0.5})
    void with_PINGs_and_replies_lost_peers_are_declared_dead_at_most_as_often_as_the_formula_says(double share) {
        Duration time = Duration.ofMinutes(RandomSeeds.isLongRun() ? 1200 : 20);
        Simulation simulation = losing(share, time);
        double failure = 1 - (1 - share) * (1 - share);
        double linkEnds = simulation.cluster.degrees().stream().mapToInt(Integer::intValue).sum();
        double heartbeats = time.toSeconds() / (double) Simulation.HEARTBEAT.toSeconds();
        double expected = linkEnds * heartbeats * share * Math.pow(failure, 1 + 2 * (1 + PROBES));
        int measured = simulation.recorder.deaths().size();
        String text = share + " lost in " + time + ": " + measured + " false deaths, the formula says " + expected;
        assertTrue(measured <= expected + 3 * Math.sqrt(expected) + 1, text);
        assertTrue(measured >= expected / 10 - 1, text);
    }

    private static Simulation losing(double share, Duration time) {
        Simulation simulation = new Simulation(10, 1, Simulation::silent, new LosingPings(share, share));
        simulation.cluster.startPeers(100);
        simulation.run(time);
        return simulation;
    }

    /** A latency of 1 to 5 ms and the loss of a share of all PINGs and of all replies, each independently. */
    private record LosingPings(double share, double replies) implements NetworkConditions {
        @Override
        public long latency(Address from, Address to, RandomGenerator random) {
            return random.nextLong(1_000_000, 5_000_000);
        }

        @Override
        public boolean loses(Address from, Address to, Message message, RandomGenerator random) {
            return message instanceof Ping && random.nextDouble() < share
                    || message instanceof PingReply && random.nextDouble() < replies;
        }
    }
}
