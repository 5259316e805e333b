package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.identity.EncodedCertificate;
import gossip.identity.Role;
import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.LineBuffer;
import gossip.protocol.Message.Certificate;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.SignedPayload;
import gossip.protocol.Utf8String;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An insider that opens a new link for each invalid signature. */
class InvalidSignaturesTest {

    private static final Origin ORIGIN = new Origin(new Address("10.9.9.9", 7001), 7);
    private static final EncodedCertificate CERTIFICATE =
            FakeSignatures.certificate("ca", Role.PEER, "10.9.9.9", FakeSignatures.VALID);
    private static final int LINKS_AT_A_TIME = 200;

    private final FakeSignatures signatures = new FakeSignatures("10.0.0.0");
    private final Simulation simulation =
            new Simulation(1, 1, config -> Simulation.silent(config).withSignatures(signatures));
    private final Address victim = simulation.cluster.startPeer();

    private static String line(Message message) {
        LineBuffer line = new LineBuffer();
        Codec.encode(message, line);
        return line.toString().strip();
    }

    private static String message(int sequence, boolean isGenuine) {
        MessageId id = new MessageId(ORIGIN, sequence);
        byte[] content = SignedPayload.content("gossip", CERTIFICATE.fingerprint(), id, Utf8String.of("m"));
        return line(new Gossip(1, SignedPayload.of(id, CERTIFICATE.fingerprint(),
                FakeSignatures.sign(CERTIFICATE, content), Utf8String.of(isGenuine ? "m" : "altered"))));
    }

    private static String hello(String host, int port) {
        return "HELLO " + host + ":" + port + " 7 7 1 gossip - signed";
    }

    /** Opens links of one host and sends an invalid signature on each. */
    private void attack(String host, int batch) {
        int port = 7001;
        for (LineClient attacker : LineClient.to(simulation.network, victim, LINKS_AT_A_TIME)) {
            attacker.sendNow(hello(host, port++ + batch * LINKS_AT_A_TIME));
            attacker.sendNow(line(new Certificate(CERTIFICATE)));
            attacker.sendNow(message(1, false));
        }
        simulation.run(Duration.ofMillis(100));
    }

    @Test
    void they_take_5_percent_of_a_core_and_other_hosts_and_proven_links_are_served() {
        LineClient proven = LineClient.to(simulation.network, victim).send(hello("192.168.0.10", 7000));
        proven.send(line(new Certificate(CERTIFICATE))).send(message(0, true));
        simulation.run(Duration.ofSeconds(13));
        for (int i = 0; i < 5; i++) {
            attack("192.168.0.10", i);
        }
        assertEquals(1 + 650, signatures.verified, "in a heartbeat of 13 s, 1 ms each");
        String status = simulation.cluster.peer(victim).status();
        assertTrue(status.contains(",excess:350,"), status);
        proven.send(message(1, true));
        LineClient.to(simulation.network, victim).send(hello("192.168.0.11", 7000)).send(message(2, true));
        assertEquals(Set.of(new MessageId(ORIGIN, 0), new MessageId(ORIGIN, 1), new MessageId(ORIGIN, 2)),
                simulation.recorder.deliveredAt(victim));
    }
}
