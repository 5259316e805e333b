package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.protocol.Address;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Links that carry nothing any more although both ends run and new connections work. They are replaced after the first
 * missed PING, without a death, and anti-entropy delivers what was lost.
 */
class HalfOpenLinkTest {

    /** A quarter of a heartbeat until the link counts as half-open, 2 s until the neighbor accepts the new one. */
    private static final Duration REPLACED =
            Simulation.HEARTBEAT.multipliedBy(2).plus(Simulation.HEARTBEAT.dividedBy(4)).plusSeconds(3);

    private static Simulation settled(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
        simulation.cluster.startPeers(6);
        simulation.settle();
        simulation.run(Duration.ofMillis(randomSeed * 977 % 13_000));
        return simulation;
    }

    /** Publishes a message at each peer, and asserts that all peers have it in time and that the links stay. */
    private static void assertRepaired(Simulation simulation, Map<Address, Set<Address>> before) {
        simulation.cluster.living().forEach(simulation::publish);
        simulation.run(REPLACED);
        assertEquals(List.of(), simulation.peersLacking(simulation.recorder.generated()));
        simulation.run(Simulation.HEARTBEAT.multipliedBy(5));
        assertEquals(before, simulation.cluster.links());
        assertEquals(0, simulation.cluster.oneWayLinks());
        assertEquals(List.of(), simulation.recorder.deaths());
        List<String> others = simulation.recorder.disconnects().stream()
                .filter(disconnect -> !disconnect.endsWith(": half-open")).toList();
        assertEquals(List.of(), others);
        long replaced = simulation.recorder.disconnects().size();
        assertTrue(replaced > 0);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(5));
        assertEquals(replaced, simulation.recorder.disconnects().size(), "no link is replaced twice");
    }

    @Test
    void a_link_that_is_silent_in_one_direction_is_replaced_whichever_end_dialed_it() {
        RandomSeeds.upTo(3, randomSeed -> {
            Map<Address, Set<Address>> links = settled(randomSeed).cluster.links();
            links.forEach((from, neighbors) -> neighbors.forEach(to -> {
                Simulation simulation = settled(randomSeed);
                simulation.network.silence(from, to);
                assertRepaired(simulation, links);
            }));
        });
    }

    @Test
    void a_link_that_is_silent_in_both_directions_is_replaced() {
        RandomSeeds.upTo(3, randomSeed -> {
            Map<Address, Set<Address>> links = settled(randomSeed).cluster.links();
            links.forEach((from, neighbors) -> neighbors.stream().filter(to -> from.compareTo(to) < 0).forEach(to -> {
                Simulation simulation = settled(randomSeed);
                simulation.network.silence(from, to);
                simulation.network.silence(to, from);
                assertRepaired(simulation, links);
            }));
        });
    }

    @Test
    void all_links_of_six_peers_that_are_silent_at_once_are_replaced() {
        RandomSeeds.upTo(20, randomSeed -> {
            Simulation simulation = settled(randomSeed);
            Map<Address, Set<Address>> links = simulation.cluster.links();
            links.forEach((from, neighbors) -> neighbors.forEach(to -> simulation.network.silence(from, to)));
            assertRepaired(simulation, links);
        });
    }

    @Test
    void a_link_that_carries_anything_is_not_replaced() {
        Simulation simulation = settled(1);
        Set<Address> busy = new HashSet<>(simulation.cluster.living().subList(0, 2));
        busy.forEach(peer -> simulation.network.pause(peer, Duration.ofSeconds(20)));
        simulation.run(Duration.ofMinutes(2));
        assertTrue(simulation.recorder.misses() > 0);
        assertEquals(List.of(), simulation.recorder.disconnects());
    }
}
