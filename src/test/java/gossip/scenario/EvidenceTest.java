package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What peers and seeds record about the failures of peers, and their replies to EVIDENCE. */
class EvidenceTest {

    private static final Address SEED = new Address("127.0.0.1", 5000);
    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);
    private Address peer;

    @BeforeEach
    void start() {
        peer = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(1));
    }

    private List<Map<String, String>> evidence(Address node) {
        return LineClient.to(simulation.network, node).send("EVIDENCE").rows();
    }

    private List<String> events(Address node, Address about) {
        return LineClient.to(simulation.network, node).send("EVIDENCE " + about).rows().stream()
                .map(row -> row.get("event")).toList();
    }

    @Test
    void a_crash_is_recorded_by_the_neighbor_and_the_seed_and_ends_with_the_return() {
        Address other = simulation.cluster.startPeer();
        simulation.settle();
        simulation.cluster.crash(other);
        simulation.run(Duration.ofMinutes(2));
        List<String> atPeer = events(peer, other);
        assertEquals("NEIGHBOR_DISCONNECTED", atPeer.getFirst());
        assertTrue(atPeer.containsAll(List.of("PING_MISSED", "NEIGHBOR_DEAD", "DEATH_REPORTED")), atPeer::toString);
        assertEquals(List.of("DEATH_REPORTED", "PEER_PROBED", "PEER_REMOVED"), events(SEED, other));
        assertTrue(evidence(peer).stream().allMatch(row -> row.get("peer").equals(other.toString())));
        simulation.cluster.startPeer(other);
        simulation.settle();
        assertEquals("NEIGHBOR_CONNECTED", events(peer, other).getLast());
        assertEquals("PEER_REGISTERED", events(SEED, other).getLast());
        assertEquals(List.of(), events(peer, new Address("nobody", 1)));
    }

    @Test
    void the_removal_at_a_seed_has_the_name_of_the_peer() {
        register("gone.example.org:1 7 2 65000 0 7 1 gossip ada");
        register("gone.example.org:2 7 2");
        assertEquals(List.of(), evidence(SEED));
        report("gone.example.org:1");
        report("gone.example.org:2");
        simulation.run(Duration.ofSeconds(10));
        assertEquals(List.of("gone.example.org:1 dead ada", "gone.example.org:2 dead null"), evidence(SEED).stream()
                .filter(row -> row.get("event").equals("PEER_REMOVED"))
                .map(row -> row.get("peer") + " " + row.get("reason") + " " + row.get("name")).sorted().toList());
    }

    @Test
    void a_node_keeps_its_last_256_records() {
        for (int port = 1; port <= 300; port++) {
            report("gone.example.org:" + port);
        }
        List<Map<String, String>> all = evidence(SEED);
        assertEquals(256, all.size());
        assertEquals("gone.example.org:45", all.getFirst().get("peer"));
        assertEquals("gone.example.org:300", all.getLast().get("peer"));
    }

    private void register(String member) {
        String reply = LineClient.to(simulation.network, SEED).send("REGISTER " + member).next();
        assertTrue(reply.startsWith("LIST "), reply);
    }

    private void report(String member) {
        LineClient.to(simulation.network, SEED).send("DEAD " + member);
    }
}
