package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
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

/** When a peer does not declare a neighbor dead, and when it asks a seed before it reports deaths. */
class SelfSuspicionTest {

    /** A constant latency and the loss of all PINGs. */
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
    void a_neighbor_that_sends_messages_is_not_declared_dead_even_if_all_PINGs_are_lost() {
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

    @Test
    void only_consecutive_misses_lead_to_a_death() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
            simulation.cluster.startPeers(10);
            simulation.settle();
            Address paused = simulation.randomPeer();

            for (int i = 0; i < 10; i++) {
                simulation.network.pause(paused, Duration.ofSeconds(25));
                simulation.run(Duration.ofMinutes(2));
            }

            assertTrue(simulation.recorder.misses() > 0);
            assertEquals(List.of(), simulation.recorder.deaths());
        });
    }

    @Test
    void a_peer_that_loses_all_neighbors_at_once_reports_them_only_after_a_seed_has_answered() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent,
                NetworkConditions.delay(Duration.ofMillis(3), Duration.ofMillis(3)));
        simulation.cluster.startPeers(4);
        simulation.settle();
        Address survivor = simulation.cluster.living().getFirst();
        int neighbors = simulation.cluster.peer(survivor).neighbors().size();
        assertTrue(neighbors >= 2, () -> neighbors + " neighbors");
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

        simulation.cluster.living().stream()
                .filter(peer -> !peer.equals(survivor)).forEach(simulation.network::cutPower);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(5));

        long declaredAt = simulation.recorder.deaths().getFirst().at();
        assertEquals(neighbors, simulation.recorder.deaths().size());
        assertEquals(neighbors, reports.size());
        assertTrue(answers.stream().anyMatch(answer -> answer > declaredAt && answer < reports.getFirst()),
                () -> "declared dead at " + declaredAt + ", answers at " + answers + ", reports at " + reports);
    }

    @Test
    void a_peer_that_loses_all_neighbors_at_once_asks_each_of_its_seeds_once_per_heartbeat() {
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

        simulation.cluster.living().stream()
                .filter(peer -> !peer.equals(survivor)).forEach(simulation.network::cutPower);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(5));

        assertEquals(10, simulation.recorder.deaths().size());
        assertEquals(renewals.stream().distinct().toList(), renewals);
        assertTrue(renewals.contains(simulation.recorder.deaths().getFirst().at() / 1_000_000_000), renewals::toString);
    }

    /** The peer is cut off one heartbeat before its pause, so a PING of before the pause gets no reply. */
    @Test
    void a_peer_that_was_paused_does_not_count_PINGs_of_before_the_pause_as_misses() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 1, config -> new PeerConfig(config.name(),
                    config.seeds(), 0, config.gossipInterval(), config.pingInterval(), 1, config.links(),
                    config.maxDegree(), config.dissemination(), config.zone()));
            simulation.cluster.startPeers(10);
            simulation.settle();
            Address paused = simulation.randomPeer();

            simulation.network.partition(address -> address.equals(paused) ? 1 : 2);
            simulation.run(Simulation.HEARTBEAT);
            simulation.network.pause(paused, Duration.ofSeconds(20));
            simulation.run(Duration.ofSeconds(20));
            simulation.network.heal();
            simulation.run(Duration.ofMinutes(1));

            assertTrue(simulation.recorder.deaths().stream().anyMatch(death -> death.peer().address().equals(paused)));
            assertTrue(simulation.recorder.deaths().stream().noneMatch(death -> death.by().equals(paused)),
                    simulation.recorder.deaths()::toString);
            assertEquals(1, simulation.cluster.components());
        });
    }

    @Test
    void an_answer_of_a_restarted_peer_does_not_keep_the_links_to_its_former_incarnation() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
            simulation.cluster.startPeers(30);
            simulation.settle();
            Address restarted = simulation.cluster.living().stream()
                    .max(Comparator.comparingInt(peer -> simulation.cluster.peer(peer).neighbors().size()))
                    .orElseThrow();
            simulation.network.cutPower(restarted);
            simulation.cluster.startPeer(restarted);
            simulation.run(Simulation.HEARTBEAT.multipliedBy(4));

            simulation.assertConverged();
        });
    }
}
