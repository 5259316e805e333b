package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Dead;
import gossip.protocol.Message.MemberList;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.Register;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not enough to hold a neighbor for dead, and what has to be asked first. */
class SelfSuspicionTest {

    /** All links alike, and no PING gets through. */
    private static final NetworkConditions WITHOUT_PINGS = new NetworkConditions() {
        @Override
        public long latency(Address from, Address to, RandomGenerator random) {
            return 3_000_000;
        }

        @Override
        public boolean loses(Address from, Address to, Message message, RandomGenerator random) {
            return message instanceof Ping;
        }
    };

    @Test
    void who_is_heard_is_not_dead_even_if_no_PING_gets_through() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        simulation.cluster.startPeers(3);
        simulation.settle();
        assertEquals(List.of(2, 2, 2), simulation.cluster.degrees());
        simulation.network.conditions(WITHOUT_PINGS);

        for (int i = 0; i < 60; i++) {
            simulation.cluster.living().forEach(simulation::publish);
            simulation.run(Duration.ofSeconds(5));
        }

        assertEquals(List.of(), simulation.recorder.deaths());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void misses_count_only_in_a_row(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
        simulation.cluster.startPeers(10);
        simulation.settle();
        Address sleeper = simulation.anyone();

        for (int i = 0; i < 10; i++) {
            simulation.network.pause(sleeper, Duration.ofSeconds(25));
            simulation.run(Duration.ofMinutes(2));
        }

        assertEquals(List.of(), simulation.recorder.deaths(), simulation::toString);
    }

    @Test
    void who_loses_all_neighbors_at_once_reports_them_only_after_a_seed_has_answered() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent,
                NetworkConditions.delay(Duration.ofMillis(3), Duration.ofMillis(3)));
        simulation.cluster.startPeers(4);
        simulation.settle();
        Address survivor = simulation.cluster.living().getFirst();
        List<Long> answers = new ArrayList<>();
        List<Long> reports = new ArrayList<>();
        simulation.observe((from, to, message) -> {
            if (message instanceof MemberList && to.equals(survivor)) {
                answers.add(simulation.network.now());
            }
            if (message instanceof Dead && from.equals(survivor)) {
                reports.add(simulation.network.now());
            }
        });

        simulation.cluster.living().stream().filter(peer -> !peer.equals(survivor)).forEach(simulation.network::cutPower);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(5));

        long verdict = simulation.recorder.deaths().getFirst().at();
        assertEquals(3, simulation.recorder.deaths().size());
        assertEquals(3, reports.size());
        assertTrue(answers.stream().anyMatch(answer -> answer > verdict && answer < reports.getFirst()),
                () -> "verdict at " + verdict + ", answers at " + answers + ", reports at " + reports);
    }

    @Test
    void who_loses_all_neighbors_at_once_asks_each_of_its_seeds_once_a_heartbeat() {
        Simulation simulation = new Simulation(1, 1, config -> new PeerConfig(config.name(),
                config.seeds(), 0, config.gossipInterval(), config.pingInterval(), config.pingMisses(), 10,
                config.maxDegree(), config.dissemination(), config.zone()));
        simulation.cluster.startPeers(11);
        simulation.settle();
        Address survivor = simulation.cluster.living().getFirst();
        assertEquals(10, simulation.cluster.peer(survivor).neighbors().size());
        List<Long> renewals = new ArrayList<>();
        simulation.observe((from, to, message) -> {
            if (message instanceof Register register && register.most() == 16 && from.equals(survivor)) {
                renewals.add(simulation.network.now() / 1_000_000_000);
            }
        });

        simulation.cluster.living().stream().filter(peer -> !peer.equals(survivor)).forEach(simulation.network::cutPower);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(5));

        assertEquals(10, simulation.recorder.deaths().size());
        assertEquals(renewals.stream().distinct().toList(), renewals);
        assertTrue(renewals.contains(simulation.recorder.deaths().getFirst().at() / 1_000_000_000), renewals::toString);
    }

    /** The wires go before the sleep, so that a PING of before it is unanswered, and come back after it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void who_has_slept_blames_nobody_for_not_having_been_heard(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 1, config -> new PeerConfig(config.name(),
                config.seeds(), 0, config.gossipInterval(), config.pingInterval(), 1, config.links(),
                config.maxDegree(), config.dissemination(), config.zone()));
        simulation.cluster.startPeers(10);
        simulation.settle();
        Address sleeper = simulation.anyone();

        simulation.network.partition(address -> address.equals(sleeper) ? 1 : 2);
        simulation.run(Simulation.HEARTBEAT);
        simulation.network.pause(sleeper, Duration.ofSeconds(20));
        simulation.run(Duration.ofSeconds(20));
        simulation.network.heal();
        simulation.run(Duration.ofMinutes(1));

        assertTrue(simulation.recorder.deaths().stream().noneMatch(death -> death.by().equals(sleeper)),
                () -> simulation + ": " + simulation.recorder.deaths());
        assertEquals(1, simulation.cluster.components(), simulation::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void that_a_new_life_answers_at_the_address_does_not_keep_the_links_of_the_old_one(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
        simulation.cluster.startPeers(30);
        simulation.settle();
        Address rebooted = simulation.cluster.living().stream()
                .max(Comparator.comparingInt(peer -> simulation.cluster.peer(peer).neighbors().size())).orElseThrow();
        simulation.network.cutPower(rebooted);
        simulation.cluster.startPeer(rebooted);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(4));

        simulation.assertWhole(simulation.cluster.living());
    }
}
