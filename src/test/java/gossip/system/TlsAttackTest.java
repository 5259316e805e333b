package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.net.SharedResources;
import gossip.net.transport.TlsTransport;
import gossip.protocol.Address;
import gossip.tls.CredentialStore;
import gossip.tls.TestAuthority;
import gossip.tls.TestAuthority.Contents;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network with TLS on sockets, and programs without the right certificate. */
class TlsAttackTest {

    private static final String HOST = "127.0.0.1";

    @TempDir
    private Path folder;
    private final TestAuthority authority = TestAuthority.create("CN=Test CA");
    private LiveNetwork network;
    private Address seed;
    private List<Address> peers;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        network = new LiveNetwork(Duration.ofSeconds(13), resources("seed"), resources("peer"));
        seed = network.startSeed();
        peers = network.startPeers(3, 0);
    }

    private SharedResources resources(String role) throws IOException {
        Path files = authority.write(folder.resolve(role), Contents.of("CN=" + role + ",OU=" + role, HOST));
        return new SharedResources(TlsTransport.factory(new CredentialStore(files)));
    }

    @AfterEach
    void end() throws InterruptedException {
        network.type(peers.getFirst(), "still delivered");
        network.awaitDelivery(peers);
        assertEquals(3, network.members(seed));
        network.close();
    }

    private Optional<String> ask(TestAuthority.Issued certificate, Address node, String line) throws Exception {
        try (TlsClient client = new TlsClient(node, TlsClient.context(Optional.of(certificate)))) {
            return client.ask(line);
        }
    }

    private void assertNoAnswer(TlsClient client, String reason) throws InterruptedException {
        assertEquals(Optional.empty(), client.ask("MEMBERS"), reason);
        String expected = client.name() + " TLS handshake: " + reason;
        network.events.await(expected, () -> reasons().stream().anyMatch(text -> text.startsWith(expected)));
        assertEquals(1, reasons().stream().filter(text -> text.startsWith(client.name())).count(),
                this.reasons()::toString);
    }

    private List<String> reasons() {
        return network.events.of("BAD_INPUT").stream().map(LiveEvents.Entry::text).toList();
    }

    private void assertRefused(TestAuthority.Issued certificate, String reason) throws Exception {
        try (TlsClient client = new TlsClient(seed, TlsClient.context(Optional.of(certificate)))) {
            assertNoAnswer(client, reason);
        }
    }

    @Test
    void an_operator_types_the_protocol_and_a_peer_may_only_ask() throws Exception {
        TestAuthority.Issued operator = authority.issue(Contents.of("CN=op,OU=operator"));
        assertEquals(Optional.of("LIST 3 3"), ask(operator, seed, "MEMBERS"));
        assertTrue(ask(operator, peers.getFirst(), "PUBLISH hello").orElseThrow().startsWith("PUBLISHED "));
        TestAuthority.Issued peer = authority.issue(Contents.of("CN=p,OU=peer", "192.0.2.1"));
        assertEquals(Optional.of("LIST 3 3"), ask(peer, seed, "MEMBERS"));
        assertEquals(Optional.of("ERROR PUBLISH: certificate CN=p,OU=peer has no OU=operator"),
                ask(peer, peers.getFirst(), "PUBLISH hello"));
        assertEquals(Optional.of("ERROR REGISTER: certificate CN=p,OU=peer is not for host 127.0.0.1"),
                ask(peer, seed, "REGISTER " + peers.getFirst() + " 99999999 2"));
    }

    @Test
    void certificates_that_are_not_valid_get_no_answer() throws Exception {
        Instant now = Instant.now();
        Contents contents = Contents.of("CN=x,OU=operator");
        assertRefused(TestAuthority.create("CN=Test CA").issue(contents),
                "certificate CN=x,OU=operator is not signed by a CA of ca.pem");
        assertRefused(authority.issue(contents.valid(now.minusSeconds(99), now.minusSeconds(9))),
                "certificate CN=x,OU=operator expired at ");
        assertRefused(authority.issue(contents.valid(now.plusSeconds(900), now.plusSeconds(999))),
                "certificate CN=x,OU=operator is valid only from ");
        assertRefused(authority.issue(Contents.of("CN=x,OU=sales")),
                "certificate CN=x,OU=sales has no OU=seed, OU=peer or OU=operator");
    }

    @Test
    void clients_without_a_certificate_or_with_an_old_version_get_no_answer() throws Exception {
        try (TlsClient anonymous = new TlsClient(seed, TlsClient.context(Optional.empty()))) {
            assertNoAnswer(anonymous, "the other end has no certificate");
        }
        Optional<TestAuthority.Issued> operator = Optional.of(authority.issue(Contents.of("CN=op,OU=operator")));
        try (TlsClient old = new TlsClient(seed, TlsClient.context(operator), "TLSv1.2")) {
            assertNoAnswer(old, "the client supported protocol versions [TLSv1.2] are not accepted");
        }
    }

    @Test
    void a_huge_certificate_is_refused_by_the_size_of_its_message() throws Exception {
        assertRefused(authority.issue(Contents.of("CN=x,OU=operator").padded(200_000)),
                "the size of the handshake message (");
    }

    @Test
    void a_client_without_tls_is_told_so() throws Exception {
        try (RawClient client = new RawClient(seed)) {
            client.send("MEMBERS\n");
            assertEquals("ERROR this node accepts TLS only (--tls DIR)", client.line());
            String expected = client.name() + " the connection does not begin with a TLS handshake";
            network.events.await(expected, () -> reasons().contains(expected));
        }
    }

    @Test
    void a_connection_that_ends_within_the_handshake_is_no_bad_input() throws Exception {
        String ended;
        try (Socket socket = new Socket(seed.host(), seed.port())) {
            socket.getOutputStream().write(new byte[] {0x16, 0x03, 0x01, 0x02, 0x00, 0x01});
            ended = "127.0.0.1:" + socket.getLocalPort();
        }
        try (RawClient later = new RawClient(seed)) {
            later.send("MEMBERS\n");
            network.events.await("bad input of a later client",
                    () -> reasons().stream().anyMatch(text -> text.startsWith(later.name())));
        }
        assertTrue(reasons().stream().noneMatch(text -> text.startsWith(ended)), () -> reasons().toString());
    }

    @Test
    void a_thousand_handshakes_that_never_finish_keep_no_other_client_out() throws Exception {
        List<Socket> stuck = new ArrayList<>();
        byte[] beginning = {0x16, 0x03, 0x01, 0x02, 0x00, 0x01};
        try {
            for (int i = 0; i < 1000; i++) {
                Socket socket = new Socket(seed.host(), seed.port());
                stuck.add(socket);
                socket.getOutputStream().write(beginning);
            }
            TestAuthority.Issued operator = authority.issue(Contents.of("CN=op,OU=operator"));
            try (TlsClient client = new TlsClient(seed, TlsClient.context(Optional.of(operator)))) {
                assertEquals(Optional.of("LIST 3 3"), client.ask("MEMBERS"), () -> reasons().stream()
                        .filter(text -> text.startsWith(client.name())).toList().toString());
            }
            network.events.await("744 closed handshakes", () -> reasons().stream().filter(
                    text -> text.contains("more than 256 TLS handshakes are pending")).count() >= 744);
        } finally {
            for (Socket socket : stuck) {
                socket.close();
            }
        }
    }

    @Test
    void no_line_is_readable_on_the_way() throws Exception {
        try (RecordingProxy proxy = new RecordingProxy(seed);
                TlsClient client = new TlsClient(proxy.address(), TlsClient.context(
                        Optional.of(authority.issue(Contents.of("CN=op,OU=operator")))))) {
            assertEquals(Optional.of("LIST 3 3"), client.ask("MEMBERS"));
            String recorded = new String(proxy.recorded(), StandardCharsets.ISO_8859_1);
            assertTrue(recorded.length() > 1000, () -> recorded.length() + " bytes");
            for (String word : List.of("MEMBER", "LIST", HOST, "OU=", "Test CA", "operator")) {
                assertFalse(recorded.contains(word), word);
            }
        }
    }
}
