package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import gossip.protocol.Message.Register;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a seed lists as the degrees follows the links within a second, at two words a second from each peer at most. */
class ListedDegreeTest {

    private static final int PEERS = 30;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_seed_lists_the_degrees_as_they_are(long randomSeed) {
        Simulation simulation = new Simulation(randomSeed, 1, Simulation::silent);
        Address seed = simulation.cluster.seedAddresses().getFirst();
        Map<Address, Integer> words = new HashMap<>();
        simulation.observe((from, to, message) -> {
            if (message instanceof Register register && register.most() == 0) {
                words.merge(from, 1, Integer::sum);
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
                        + simulation.cluster.peer(peer).neighbors().size()));
        assertEquals(actual, listed, simulation::toString);
        assertTrue(words.values().stream().allMatch(count -> count <= 4), () -> simulation + ": " + words);
    }
}
