package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import gossip.protocol.Message.Ping;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two halves without a link between them merge if the same seeds list both. A connected overlay gets no new links. */
class MergeTest {

    private static ToIntFunction<Address> halvesThatSeedsReach(Simulation simulation) {
        List<Address> seeds = simulation.cluster.seedAddresses();
        return address -> seeds.contains(address) ? 0 : 1 + address.port() % 2;
    }

    /** Starts two halves of peers that know nothing of each other, and the seeds that list both. */
    private static Simulation halves(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
        simulation.network.partition(halvesThatSeedsReach(simulation));
        simulation.cluster.startPeers(40);
        simulation.settle();
        assertEquals(2, simulation.cluster.components());
        return simulation;
    }

    @Test
    void halves_that_were_never_connected_merge_after_both_have_published() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = halves(randomSeed);
            simulation.network.heal();
            simulation.run(Duration.ofMinutes(10));
            simulation.publishRepeatedly(Duration.ofMinutes(1), Duration.ofSeconds(3));
            simulation.run(Simulation.HEARTBEAT.multipliedBy(4));

            simulation.assertConverged();
        });
    }

    /** Peers that are neither neighbors nor former ones send each other a PING only to ask for a number of messages. */
    private static long questions(Simulation simulation, Duration duration) {
        long[] questions = {0};
        simulation.observe((from, to, message) -> {
            if (message instanceof Ping && !simulation.cluster.peer(from).neighbors().contains(to)) {
                questions[0]++;
            }
        });
        simulation.run(duration);
        return questions[0];
    }

    @Test
    void members_are_asked_on_connections_only_while_no_seed_lists_them() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        simulation.cluster.startPeers(40);
        simulation.settle();
        Duration time = Simulation.HEARTBEAT.multipliedBy(20);
        assertEquals(0, questions(simulation, time));
        simulation.cluster.seedAddresses().forEach(simulation.network::crash);
        long questions = questions(simulation, time);
        assertTrue(questions >= 40 * 4 && questions <= 40 * 5, () -> questions + " questions");
    }

    @Test
    void halves_merge_although_no_seed_is_left() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = halves(randomSeed);
            simulation.cluster.seedAddresses().forEach(simulation.network::crash);
            simulation.network.heal();
            simulation.publishRepeatedly(Duration.ofMinutes(1), Duration.ofSeconds(3));
            simulation.run(Simulation.HEARTBEAT.multipliedBy(10));

            simulation.assertConverged();
        });
    }

    @Test
    void halves_that_declared_each_other_dead_merge_without_any_message() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
            simulation.cluster.startPeers(40);
            simulation.settle();
            simulation.network.partition(halvesThatSeedsReach(simulation));
            simulation.run(Duration.ofMinutes(5));
            assertTrue(simulation.cluster.components() > 1);
            assertEquals(List.of(), simulation.recorder.removals());
            simulation.network.heal();
            simulation.run(Simulation.HEARTBEAT.multipliedBy(3));

            simulation.assertConverged();
        });
    }

    /** Two seeds were replaced, and some peers run with the old list. These do not need the third seed. */
    @ParameterizedTest
    @CsvSource({"2, 3, 4", "3, 4, 2"})
    void peers_whose_configurations_share_one_seed_merge(int first, int second, int third) {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 5, Simulation::silent);
            List<Address> seeds = simulation.cluster.seedAddresses();
            List<Address> changed = List.of(seeds.get(first), seeds.get(second), seeds.get(third));
            for (int i = 0; i < 20; i++) {
                PeerConfig config = simulation.cluster.config();
                simulation.cluster.startPeer(new Address("10.1.0." + (i + 1), 7000), new PeerConfig("sim",
                        i % 2 == 0 ? seeds.subList(0, 3) : changed, 0,
                        config.gossipInterval(), config.pingInterval(), config.pingMisses(), config.links(),
                        config.maxDegree(), config.dissemination(), config.zone()).withNetwork(config.network()));
            }
            simulation.settle();
            assertEquals(2, simulation.cluster.components());
            simulation.publishRepeatedly(Duration.ofMinutes(5), Duration.ofSeconds(3));
            simulation.run(Simulation.HEARTBEAT.multipliedBy(4));

            simulation.assertConverged();
        });
    }

    @Test
    void messages_in_flight_cause_no_new_links() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent,
                    NetworkConditions.delay(Duration.ofMillis(200), Duration.ofMillis(400)));
            simulation.cluster.startPeers(40);
            simulation.settle();
            List<Integer> degrees = simulation.cluster.degrees();

            simulation.publishRepeatedly(Duration.ofMinutes(5), Duration.ofMillis(250));

            assertEquals(degrees, simulation.cluster.degrees());
        });
    }
}
