package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.protocol.Address;
import gossip.protocol.Message.Register;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A seed lists changed degrees within a second. Each peer reports its degree at most twice per second. */
class ListedDegreeTest {

    private static final int PEERS = 30;

    @Test
    void after_two_seconds_a_seed_lists_the_actual_degrees() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
            Address seed = simulation.cluster.seedAddresses().getFirst();
            Map<Address, Integer> reports = new HashMap<>();
            simulation.observe((from, to, message) -> {
                if (message instanceof Register register && register.most() == 0) {
                    reports.merge(from, 1, Integer::sum);
                }
            });
            simulation.cluster.startPeers(PEERS);
            simulation.run(Duration.ofSeconds(2));

            LineClient client = LineClient.to(simulation.network, seed).send("MEMBERS");
            assertEquals("LIST " + PEERS + " " + PEERS, client.next());
            Set<String> listed = new TreeSet<>();
            for (int i = 0; i < PEERS; i++) {
                listed.add(client.next());
            }
            Set<String> actual = new TreeSet<>();
            simulation.cluster.living().forEach(peer -> actual.add(
                    "MEMBER " + simulation.cluster.peer(peer).id().toString().replace('/', ' ') + " "
                            + simulation.cluster.peer(peer).neighbors().size()
                            + " " + simulation.cluster.peer(peer).origin().start() + " sim 0"));
            assertEquals(actual, listed);
            assertEquals(PEERS, reports.size());
            assertTrue(reports.values().stream().allMatch(count -> count <= 4), reports::toString);
        });
    }
}
