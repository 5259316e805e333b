package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Certificate;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.SignedPayload;
import gossip.sim.NetworkConditions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignedMessagesTest {

    private static final String HOST = "10.0.0.0";

    private static Simulation signed(long randomSeed, Dissemination dissemination, FakeSignatures signatures) {
        return new Simulation(randomSeed, 1,
                config -> Simulation.silent(dissemination).apply(config).withSignatures(signatures));
    }

    /** Links with a latency of 1 to 5 ms that lose this many certificates, the first that are sent. */
    private static NetworkConditions losingFirstCertificates(int count) {
        int[] lost = {0};
        return new NetworkConditions() {
            @Override
            public long latency(Address from, Address to, RandomGenerator random) {
                return random.nextLong(1_000_000, 5_000_000);
            }

            @Override
            public boolean loses(Address from, Address to, Message message, RandomGenerator random) {
                return message instanceof Certificate && lost[0]++ < count;
            }
        };
    }

    @ParameterizedTest
    @EnumSource(Dissemination.class)
    void every_message_arrives_signed_at_every_peer_and_a_certificate_crosses_a_link_once(Dissemination dissemination) {
        RandomSeeds.upTo(3, randomSeed -> {
            FakeSignatures signatures = new FakeSignatures(HOST);
            Simulation simulation = signed(randomSeed, dissemination, signatures);
            simulation.cluster.startPeers(30);
            simulation.settle();
            Map<List<Address>, Integer> certificates = new HashMap<>();
            simulation.observe((from, to, message) -> {
                if (message instanceof Certificate) {
                    certificates.merge(List.of(from, to), 1, Integer::sum);
                }
                assertTrue(!(message instanceof Gossip gossip) || gossip.payload() instanceof SignedPayload);
            });
            for (int i = 0; i < 20; i++) {
                simulation.publish(simulation.randomPeer());
                simulation.run(Duration.ofSeconds(1));
            }
            simulation.assertConverged();
            assertEquals(Set.of(1), Set.copyOf(certificates.values()));
            assertEquals(20 * 29, signatures.verified, "each peer verifies each message once");
            assertEquals(List.of(), simulation.recorder.badInputs());
        });
    }

    @Test
    void a_late_joiner_receives_the_retained_messages_and_their_certificates() {
        RandomSeeds.upTo(3, randomSeed -> {
            Simulation simulation = signed(randomSeed, Dissemination.FLOOD, new FakeSignatures(HOST));
            simulation.cluster.startPeers(5);
            simulation.settle();
            MessageId first = simulation.publish(simulation.randomPeer());
            simulation.settle();
            Address late = simulation.cluster.startPeer();
            simulation.settle();
            assertEquals(Set.of(first), simulation.recorder.deliveredAt(late));
        });
    }

    @Test
    void a_certificate_that_was_lost_on_a_link_is_sent_again_with_the_messages_that_need_it() {
        RandomSeeds.upTo(3, randomSeed -> {
            FakeSignatures signatures = new FakeSignatures(HOST);
            Simulation simulation = new Simulation(randomSeed, 1,
                    config -> Simulation.silent(config).withSignatures(signatures), losingFirstCertificates(10));
            simulation.cluster.startPeers(10);
            simulation.settle();
            simulation.publish(simulation.randomPeer());
            simulation.run(Duration.ofMinutes(3));
            simulation.assertConverged();
        });
    }

    @Test
    void a_peer_that_does_not_sign_is_refused_by_name() {
        Simulation simulation = signed(1, Dissemination.FLOOD, new FakeSignatures(HOST));
        simulation.cluster.startPeers(3);
        simulation.settle();
        Address peer = simulation.randomPeer();
        LineClient client = LineClient.to(simulation.network, peer).send("HELLO 192.168.0.9:7001 7 7 1 gossip eve");
        assertEquals("ERROR 192.168.0.9:7001 (eve) does not sign its messages, as " + peer + " requires (--signed)",
                client.next());
        assertEquals("(closed)", client.next());
    }

    @Test
    void a_peer_that_signs_is_refused_by_name_in_a_network_without_signatures() {
        Simulation simulation = new Simulation(1, 1, Simulation::silent);
        Address peer = simulation.cluster.startPeer();
        simulation.settle();
        LineClient client = LineClient.to(simulation.network, peer)
                .send("HELLO 192.168.0.9:7001 7 7 1 gossip eve signed");
        assertEquals("ERROR 192.168.0.9:7001 (eve) signs its messages, but " + peer + " does not (--signed)",
                client.next());
    }

    @Test
    void retained_messages_of_a_revoked_certificate_are_not_sent_to_late_joiners_and_the_exchanges_end() {
        FakeSignatures signatures = new FakeSignatures(HOST);
        Simulation simulation = signed(1, Dissemination.FLOOD, signatures);
        simulation.cluster.startPeers(4);
        simulation.settle();
        simulation.publish(simulation.randomPeer());
        simulation.settle();
        signatures.revoked.add(signatures.signer().certificate().fingerprint());
        Address late = simulation.cluster.startPeer();
        simulation.run(Duration.ofMinutes(3));
        assertEquals(Set.of(), simulation.recorder.deliveredAt(late));
        assertTrue(simulation.cluster.agree());
    }
}
