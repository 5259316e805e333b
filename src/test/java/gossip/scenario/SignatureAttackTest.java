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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A relay that sends false messages to a peer that accepts only signed messages. */
class SignatureAttackTest {

    private static final String HOST = "10.9.9.9";
    private static final MessageId ID = new MessageId(new Origin(new Address(HOST, 7001), 7), 0);
    private static final EncodedCertificate GENUINE = certificate("ca", Role.PEER, HOST, FakeSignatures.VALID);
    /** The virtual time starts at 2026-01-01. */
    private static final Instant SIX_DAYS_AGO = Instant.parse("2025-12-26T00:00:00Z");

    private final FakeSignatures signatures = new FakeSignatures("10.0.0.0");
    private Simulation simulation;
    private Address victim;
    private LineClient relay;

    private static EncodedCertificate certificate(String authority, Role role, String host, Instant expiry) {
        return FakeSignatures.certificate(authority, role, host, expiry);
    }

    private static String line(Message message) {
        LineBuffer line = new LineBuffer();
        Codec.encode(message, line);
        return line.toString().strip();
    }

    private static String certificate(EncodedCertificate encoded) {
        return line(new Certificate(encoded));
    }

    private static String message(EncodedCertificate certificate, String network, MessageId id, String text) {
        byte[] content = SignedPayload.content(network, certificate.fingerprint(), id, Utf8String.of(text));
        return line(new Gossip(1, SignedPayload.of(id, certificate.fingerprint(),
                FakeSignatures.sign(certificate, content), Utf8String.of(text))));
    }

    private static String genuine() {
        return message(GENUINE, "gossip", ID, "genuine");
    }

    @BeforeEach
    void start() {
        simulation = new Simulation(1, 1, config -> Simulation.silent(config).withSignatures(signatures));
        simulation.cluster.startPeers(4);
        simulation.settle();
        victim = simulation.randomPeer();
        relay = relay(7001);
    }

    private LineClient relay(int port) {
        return relay("192.168.0.9:" + port);
    }

    private LineClient relay(String self) {
        LineClient client = LineClient.to(simulation.network, victim).send("HELLO " + self + " 7 7 1 gossip - signed");
        assertTrue(client.next().startsWith("HELLO "));
        client.skipAll();
        return client;
    }

    private Set<MessageId> delivered() {
        return simulation.recorder.deliveredAt(victim);
    }

    private boolean isRefused(String reason) {
        return simulation.cluster.peer(victim).status().matches(".* refused=\\S*" + reason + ":[1-9].*");
    }

    private void assertGenuineMessageReachesAll() {
        relay(7002).send(certificate(GENUINE)).send(genuine());
        simulation.run(Duration.ofSeconds(1));
        assertEquals(List.of(), simulation.peersLacking(Set.of(ID)));
    }

    static Stream<Arguments> forgeries() {
        EncodedCertificate otherHost = certificate("ca", Role.PEER, "10.8.8.8", FakeSignatures.VALID);
        EncodedCertificate operator = certificate("ca", Role.OPERATOR, HOST, FakeSignatures.VALID);
        return Stream.of(
                Arguments.of("unsigned", List.of("GOSSIP 1 " + ID + " genuine")),
                Arguments.of("signature", List.of(certificate(GENUINE), genuine().replaceAll("genuine$", "altered"))),
                Arguments.of("signature", List.of(certificate(GENUINE), genuine().replace("/0 ", "/1 "))),
                Arguments.of("signature", List.of(certificate(GENUINE), message(GENUINE, "other", ID, "genuine"))),
                Arguments.of("signature", List.of(certificate(GENUINE), genuine().replace(":7001/", ":7002/"))),
                Arguments.of("host", List.of(certificate(otherHost), message(otherHost, "gossip", ID, "genuine"))),
                Arguments.of("role", List.of(certificate(operator), message(operator, "gossip", ID, "genuine"))),
                Arguments.of("certificate", List.of("CERTIFICATE AQIDBA")));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void a_message_that_no_honest_neighbor_relays_closes_the_link_with_one_event(String reason, List<String> lines) {
        lines.forEach(relay::sendNow);
        relay.send(lines.getLast());
        assertTrue(relay.next().startsWith("ERROR "));
        assertEquals("(closed)", relay.next());
        assertEquals(1, simulation.recorder.badInputs().size(), () -> simulation.recorder.badInputs().toString());
        assertTrue(isRefused(reason), simulation.cluster.peer(victim)::status);
        assertEquals(Set.of(), delivered());
        assertGenuineMessageReachesAll();
    }

    static Stream<Arguments> unacceptable() {
        return Stream.of(
                Arguments.of("unknown", GENUINE, false),
                Arguments.of("untrusted", certificate("evil", Role.PEER, HOST, FakeSignatures.VALID), true),
                Arguments.of("expired", certificate("ca", Role.PEER, HOST, SIX_DAYS_AGO.minus(Duration.ofDays(2))), true));
    }

    @ParameterizedTest
    @MethodSource("unacceptable")
    void a_message_that_others_may_accept_is_dropped_and_the_link_stays(
            String reason, EncodedCertificate certificate, boolean isSent) {
        if (isSent) {
            relay.send(certificate(certificate));
        }
        relay.send(message(certificate, "gossip", ID, "genuine"));
        assertEquals("(nothing)", relay.next());
        assertTrue(isRefused(reason), simulation.cluster.peer(victim)::status);
        assertEquals(Set.of(), delivered());
        assertEquals(List.of(), simulation.recorder.badInputs());
        assertGenuineMessageReachesAll();
    }

    @Test
    void a_certificate_that_is_revoked_after_it_was_accepted_is_refused_and_the_link_stays() {
        relay.send(certificate(GENUINE)).send(genuine());
        simulation.run(Duration.ofSeconds(1));
        signatures.revoked.add(GENUINE.fingerprint());
        MessageId next = new MessageId(ID.origin(), 1);
        relay.send(message(GENUINE, "gossip", next, "genuine"));
        assertTrue(isRefused("revoked"), simulation.cluster.peer(victim)::status);
        assertEquals(Set.of(ID), delivered());
        assertEquals(List.of(), simulation.recorder.badInputs());
    }

    @Test
    void a_message_of_a_certificate_that_expired_within_a_week_is_accepted() {
        EncodedCertificate own = certificate("ca", Role.PEER, HOST, SIX_DAYS_AGO);
        relay.send(certificate(own)).send(message(own, "gossip", ID, "genuine"));
        assertEquals(Set.of(ID), delivered());
    }

    @Test
    void replayed_and_reordered_messages_are_delivered_once_and_verified_once() {
        relay.send(certificate(GENUINE));
        List<String> lines = Stream.of(3L, 1L, 0L, 2L)
                .map(sequence -> message(GENUINE, "gossip", new MessageId(ID.origin(), sequence), "m")).toList();
        lines.forEach(line -> relay.sendAtOnce(line, 5));
        lines.reversed().forEach(relay::send);
        simulation.run(Duration.ofSeconds(1));
        assertEquals(4, delivered().size());
        assertEquals(4 * 4, signatures.verified, "each of four peers verifies each message once");
        assertEquals(List.of(), simulation.recorder.badInputs());
    }

    @Test
    void a_message_beyond_the_window_is_dropped_without_a_check() {
        relay.send(certificate(GENUINE));
        relay.sendAtOnce(message(GENUINE, "gossip", new MessageId(ID.origin(), 1L << 40), "far"), 100);
        assertEquals(0, signatures.verified);
        assertEquals(Set.of(), delivered());
    }

    private static String unknownCertificate(int number) {
        return certificate(certificate("evil" + number, Role.PEER, HOST, FakeSignatures.VALID));
    }

    @Test
    void one_host_makes_a_peer_examine_a_bounded_number_of_certificates_on_all_its_links() {
        LineClient second = relay(7002);
        for (int i = 0; i < 1000; i++) {
            relay.sendNow(unknownCertificate(2 * i));
            second.sendNow(unknownCertificate(2 * i + 1));
        }
        relay.send("PING");
        assertEquals(256, signatures.examined);
    }

    @Test
    void a_certificate_is_examined_once_in_a_heartbeat_however_often_it_is_sent() {
        for (int i = 0; i < 1000; i++) {
            relay.sendNow(unknownCertificate(0));
            relay.sendNow(certificate(GENUINE));
        }
        relay.send("PING");
        assertEquals(2, signatures.examined);
        String status = simulation.cluster.peer(victim).status();
        assertTrue(status.contains("untrusted:1000,"), status);
        simulation.run(Duration.ofSeconds(20));
        relay.send(unknownCertificate(0));
        assertEquals(3, signatures.examined, "the CAs may have changed");
    }

    @Test
    void a_flood_of_certificates_does_not_keep_out_those_of_other_hosts() {
        for (int i = 0; i < 1000; i++) {
            relay.sendNow(unknownCertificate(i));
        }
        relay("192.168.0.10:7001").send(certificate(GENUINE)).send(genuine());
        assertEquals(Set.of(ID), delivered());
    }

    @Test
    void an_altered_copy_that_arrives_first_does_not_stop_the_genuine_one() {
        LineClient honest = relay(7002).send(certificate(GENUINE));
        relay.send(genuine().replaceAll("genuine$", "altered"));
        honest.send(genuine());
        assertEquals(Set.of(ID), delivered());
        assertEquals(1, simulation.recorder.badInputs().size());
    }
}
