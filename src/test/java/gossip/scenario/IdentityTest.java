package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.identity.CertifiedIdentity;
import gossip.identity.Role;
import gossip.node.LinkIdentity;
import gossip.protocol.Address;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links with certificates: every node may claim only its own hosts and do only what its role allows. */
class IdentityTest {

    private static final String STRANGER = "192.168.0.1";

    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);
    private final Address seed = simulation.cluster.seedAddresses().getFirst();
    private final Map<String, Role> roles = new HashMap<>(Map.of(seed.host(), Role.SEED));
    private Address peer;

    @BeforeEach
    void start() {
        simulation.network.identities(address -> certificate(address.host()));
        peer = simulation.cluster.startPeer();
        simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(1));
    }

    /** A host has the role peer unless a test gives it another one. */
    private LinkIdentity certificate(String host) {
        return new LinkIdentity.Certified(new CertifiedIdentity("CN=" + host, "00",
                Set.of(roles.getOrDefault(host, Role.PEER)), Set.of(host)));
    }

    private LineClient as(Role role, Address target) {
        roles.put(STRANGER, role);
        return LineClient.from(STRANGER, simulation.network, target);
    }

    private void assertRefused(LineClient client, String line, String reason) {
        int events = simulation.recorder.badInputs().size();
        assertEquals("ERROR " + reason, client.send(line).next());
        assertEquals("(closed)", client.next());
        List<String> badInputs = simulation.recorder.badInputs();
        assertEquals(events + 1, badInputs.size(), badInputs::toString);
        assertTrue(badInputs.getLast().endsWith(reason), badInputs::toString);
    }

    @Test
    void a_network_with_certificates_forms_and_delivers() {
        simulation.settle();
        simulation.publish(peer);
        simulation.run(Duration.ofSeconds(1));
        simulation.assertConverged();
        assertEquals(List.of(), simulation.recorder.badInputs());
    }

    @Test
    void a_stolen_peer_certificate_claims_no_other_address() {
        long incarnation = simulation.cluster.peer(peer).id().incarnation();
        String reason = ": certificate CN=" + STRANGER + " is not for host " + peer.host();
        assertRefused(as(Role.PEER, seed), "REGISTER " + peer + " " + (incarnation + 1) + " 2", "REGISTER" + reason);
        assertRefused(as(Role.PEER, seed), "LEAVE " + peer + " " + incarnation, "LEAVE" + reason);
        assertRefused(as(Role.PEER, seed), "DEAD " + peer + " " + incarnation + " " + peer, "DEAD" + reason);
        assertRefused(as(Role.PEER, peer), "HELLO " + peer.host() + ":9 7", "HELLO" + reason);
        assertEquals(2, simulation.cluster.seed(seed).members());
    }

    @Test
    void only_peers_register_and_report() {
        PeerId id = simulation.cluster.peer(peer).id();
        String reason = ": certificate CN=" + STRANGER + " has no OU=peer";
        for (Role role : List.of(Role.SEED, Role.OPERATOR)) {
            assertRefused(as(role, seed), "REGISTER " + STRANGER + ":1 7 0", "REGISTER" + reason);
            assertRefused(as(role, seed), "DEAD " + id.address(), "DEAD" + reason);
            assertRefused(as(role, peer), "HELLO " + STRANGER + ":1 7", "HELLO" + reason);
        }
    }

    @Test
    void only_operators_publish_and_watch() {
        for (Role role : List.of(Role.PEER, Role.SEED)) {
            String reason = ": certificate CN=" + STRANGER + " has no OU=operator";
            assertRefused(as(role, peer), "PUBLISH hello", "PUBLISH" + reason);
            assertRefused(as(role, seed), "WATCH", "WATCH" + reason);
        }
        assertTrue(as(Role.OPERATOR, peer).send("PUBLISH hello").next().startsWith("PUBLISHED " + peer));
        assertTrue(as(Role.OPERATOR, seed).send("WATCH").next().startsWith("STATE watching="));
    }

    @Test
    void every_certificate_may_query() {
        for (Role role : Role.values()) {
            assertTrue(as(role, seed).send("MEMBERS").next().startsWith("LIST 2 2"), role::toString);
            assertTrue(as(role, peer).send("STATUS").next().startsWith("STATE role=peer"), role::toString);
        }
    }

    @Test
    void a_peer_accepts_no_answer_of_a_seed_without_the_role() {
        roles.put(seed.host(), Role.PEER);
        simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(1));
        assertEquals(2, simulation.cluster.seed(seed).members());
        assertTrue(simulation.recorder.unreachableSeeds().getLast().contains("has no OU=seed"),
                simulation.recorder.unreachableSeeds()::toString);
    }

    @Test
    void a_peer_links_to_no_address_whose_certificate_is_for_another_host() {
        simulation.network.identities(address -> certificate(address.equals(peer) ? "elsewhere" : address.host()));
        Address newcomer = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(1));
        assertTrue(simulation.recorder.refusedLinks().getFirst()
                .contains("certificate CN=elsewhere is not for host " + peer.host()),
                simulation.recorder.refusedLinks()::toString);
        assertTrue(!simulation.cluster.peer(newcomer).neighbors().contains(peer));
    }

    @Test
    void the_link_of_a_registration_stays_open_for_renewals_and_is_dialed_again_after_a_restart_of_the_seed() {
        for (int i = 0; i < 20; i++) {
            simulation.run(Simulation.HEARTBEAT);
            assertTrue(simulation.cluster.seed(seed).status().contains(" visitors=2 "));
        }
        simulation.network.crash(seed);
        simulation.run(Duration.ofSeconds(1));
        simulation.cluster.startSeed(seed);
        simulation.run(Simulation.HEARTBEAT.multipliedBy(3));
        assertEquals(2, simulation.cluster.seed(seed).members());
        assertEquals(List.of(), simulation.recorder.unreachableSeeds());
    }
}
