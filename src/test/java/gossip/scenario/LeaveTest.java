package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who leaves, at whatever moment, is gone: from the seeds' lists and for its neighbors. */
class LeaveTest {

    private static final NetworkConditions UNEVEN = NetworkConditions.delay(Duration.ofMillis(1), Duration.ofMillis(300));

    static LongStream randomSeeds() {
        return LongStream.rangeClosed(1, 20);
    }

    private static void leave(Simulation simulation, Address peer) {
        simulation.cluster.peer(peer).leave(() -> simulation.cluster.crash(peer));
    }

    private static int listed(Simulation simulation) {
        return simulation.cluster.seedAddresses().stream().mapToInt(seed -> simulation.cluster.seed(seed).members()).sum();
    }

    @ParameterizedTest
    @MethodSource("randomSeeds")
    void who_leaves_while_it_registers_is_on_no_list(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent, UNEVEN);
        for (int i = 0; i < 10; i++) {
            Address peer = simulation.cluster.startPeer();
            simulation.run(Duration.ofMillis(simulation.chance.nextInt(1000)));
            leave(simulation, peer);
        }
        simulation.run(Duration.ofSeconds(20));

        assertEquals(0, listed(simulation), simulation::toString);
        assertEquals(List.of(), simulation.cluster.living(), simulation::toString);
    }

    /** The seeds have buried all; each leaves at some moment after it has been told so. */
    @ParameterizedTest
    @MethodSource("randomSeeds")
    void who_leaves_while_it_rises_again_is_on_no_list(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
        simulation.cluster.startPeers(10);
        simulation.settle();
        List<Address> peers = simulation.cluster.living();
        Set<Address> told = new HashSet<>();
        simulation.observe((from, to, message) -> {
            if (message instanceof Buried) {
                told.add(to);
            }
        });
        simulation.cluster.seedAddresses().forEach(seed -> {
            LineClient client = LineClient.to(simulation.network, seed);
            peers.forEach(peer ->
                    client.send("LEAVE " + simulation.cluster.peer(peer).id().toString().replace('/', ' ')));
        });
        simulation.network.conditions(UNEVEN);
        for (int i = 0; i < 700; i++) {
            simulation.run(Duration.ofMillis(50));
            peers.stream().filter(told::contains).filter(peer -> simulation.chance.nextInt(8) == 0)
                    .toList().forEach(peer -> {
                        told.remove(peer);
                        leave(simulation, peer);
                    });
        }
        simulation.run(Duration.ofSeconds(20));

        assertEquals(0, listed(simulation), simulation::toString);
        assertEquals(List.of(), simulation.cluster.living(), simulation::toString);
    }

    @ParameterizedTest
    @MethodSource("randomSeeds")
    void no_seed_hears_of_the_degree_of_one_that_has_left(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 3, Simulation::silent);
        simulation.cluster.startPeers(20);
        simulation.settle();
        Address leaver = simulation.anyone();
        List<Message> last = new ArrayList<>();
        simulation.observe((from, to, message) -> {
            if (from.equals(leaver) && (message instanceof Leave || message instanceof Register)) {
                last.add(message);
            }
        });
        leave(simulation, leaver);
        simulation.run(Duration.ofSeconds(10));

        assertTrue(!last.isEmpty() && last.stream().allMatch(Leave.class::isInstance), () -> simulation + ": " + last);
    }

    @Test
    void who_is_leaving_takes_no_new_neighbor() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        Address leaver = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(1));
        simulation.cluster.peer(leaver).leave(() -> { });
        LineClient newcomer = LineClient.to(simulation.network, leaver).send("HELLO 192.168.0.9:7001 7");
        assertEquals("BYE leaving", newcomer.next());
        assertEquals("(closed)", newcomer.next());
        assertEquals(List.of(), simulation.cluster.peer(leaver).neighbors());
    }

    @ParameterizedTest
    @MethodSource("randomSeeds")
    void who_leaves_while_it_looks_for_neighbors_finds_none(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent, UNEVEN);
        simulation.cluster.startPeers(20);
        simulation.settle();
        Address leaver = simulation.cluster.startPeer();
        boolean[] joined = {false};
        simulation.cluster.peer(leaver).whenJoined(() -> joined[0] = true);
        simulation.run(Duration.ofMillis(600 + simulation.chance.nextInt(600)));
        boolean inTime = joined[0];
        simulation.cluster.peer(leaver).leave(() -> { });
        List<Message> afterwards = new ArrayList<>();
        simulation.run(Duration.ofSeconds(1));
        simulation.observe((from, to, message) -> {
            if (from.equals(leaver) && message instanceof Hello) {
                afterwards.add(message);
            }
        });
        simulation.run(Duration.ofSeconds(10));

        assertEquals(inTime, joined[0], simulation::toString);
        assertEquals(List.of(), afterwards, simulation::toString);
        assertEquals(List.of(), simulation.cluster.peer(leaver).neighbors(), simulation::toString);
        assertTrue(simulation.cluster.living().stream()
                .noneMatch(peer -> simulation.cluster.peer(peer).neighbors().contains(leaver)), simulation::toString);
    }
}
