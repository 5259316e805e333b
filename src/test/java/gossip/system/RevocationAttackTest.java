package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.net.SharedResources;
import gossip.net.transport.TlsTransport;
import gossip.protocol.Address;
import gossip.tls.CredentialStore;
import gossip.tls.Credentials;
import gossip.tls.TestAuthority;
import gossip.tls.TestAuthority.Contents;
import gossip.tls.TestAuthority.Issued;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A network with TLS on sockets, and programs whose certificate is revoked or expires while it runs. */
@Timeout(60)
class RevocationAttackTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final CredentialStore.Listener LISTENER = new CredentialStore.Listener() {
        @Override
        public void rotated(Credentials credentials) {}

        @Override
        public void invalid(String problem) {}

        @Override
        public void expiring(Credentials credentials, long days) {}
    };

    @TempDir
    private Path folder;
    private final TestAuthority authority = TestAuthority.create("CN=Test CA");
    private final Issued thief = authority.issue(Contents.of("CN=thief,OU=peer+OU=operator", "127.0.0.1"));
    private LiveNetwork network;
    private Address seed;
    private List<Address> peers;

    @BeforeEach
    void start() throws Exception {
        network = new LiveNetwork(Duration.ofSeconds(13), resources("seed"), resources("peer"));
        seed = network.startSeed();
        peers = network.startPeers(3, 0);
    }

    private SharedResources resources(String role) throws Exception {
        CredentialStore store = new CredentialStore(
                authority.write(folder.resolve(role), Contents.of("CN=" + role + ",OU=" + role, "127.0.0.1")));
        store.watch(LISTENER);
        return new SharedResources(TlsTransport.factory(store));
    }

    @AfterEach
    void end() throws InterruptedException {
        assertEquals(List.of(), network.events.of("NEIGHBOR_DISCONNECTED").stream()
                .filter(entry -> peers.stream().map(Address::toString).anyMatch(entry.about()::equals)).toList());
        network.type(peers.getFirst(), "still delivered");
        network.awaitDelivery(peers);
        assertEquals(3, network.members(seed));
        network.close();
    }

    private void revoke(Issued... revoked) throws Exception {
        String list = authority.revoke(List.of(revoked).stream().map(Issued::certificate)
                .toArray(X509Certificate[]::new));
        for (String role : List.of("seed", "peer")) {
            Path next = Files.writeString(folder.resolve("next.pem"), list);
            Files.move(next, folder.resolve(role).resolve("crl.pem"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private TlsClient client(Issued issued) throws Exception {
        return new TlsClient(peers.getFirst(), TlsClient.context(Optional.of(issued)));
    }

    /** Opens a link that stays open. */
    private TlsClient watcher(Issued issued) throws Exception {
        TlsClient client = client(issued);
        assertTrue(client.ask("WATCH *").orElseThrow().startsWith("STATE "));
        return client;
    }

    private List<String> reasons(TlsClient client) {
        return network.events.of("BAD_INPUT").stream().map(LiveEvents.Entry::text)
                .filter(reason -> reason.startsWith(client.name() + " ")).toList();
    }

    @Test
    void open_links_end_within_10_s_with_one_event_each_and_other_links_stay() throws Exception {
        Issued operator = authority.issue(Contents.of("CN=op,OU=operator"));
        try (TlsClient neighbor = client(thief); TlsClient watcher = watcher(thief); TlsClient other = watcher(operator)) {
            assertTrue(neighbor.ask("HELLO 127.0.0.1:9 " + System.currentTimeMillis()).orElseThrow().startsWith("HELLO "));
            long start = System.nanoTime();
            revoke(thief);
            for (TlsClient client : List.of(neighbor, watcher)) {
                client.awaitEnd();
                assertEquals(List.of(client.name() + " certificate CN=thief,OU=peer+OU=operator is revoked"),
                        reasons(client));
            }
            assertTrue(System.nanoTime() - start < LIMIT.toNanos());
            network.events.await("the end of one link", () -> network.events.has(peers.getFirst(), "NEIGHBOR_DISCONNECTED"));
            assertEquals(List.of("127.0.0.1:9"), network.events.of("NEIGHBOR_DISCONNECTED").stream()
                    .map(LiveEvents.Entry::about).toList());
            assertTrue(other.ask("STATUS").isPresent());
        }
    }

    private void assertResumed(SSLContext context) throws Exception {
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (TlsClient client = TlsClient.resuming(peers.getFirst(), context)) {
                assertTrue(client.ask("STATUS").isPresent());
                starts.add(client.sessionStart());
            }
        }
        assertEquals(starts.getFirst(), starts.getLast(), "the second session is not that of the first");
    }

    @Test
    void a_session_is_resumed_and_no_longer_after_the_revocation_of_its_certificate() throws Exception {
        SSLContext remembered = TlsClient.context(Optional.of(thief));
        assertResumed(remembered);
        try (TlsClient open = watcher(thief)) {
            revoke(thief);
            open.awaitEnd();
        }
        try (TlsClient after = TlsClient.resuming(peers.getFirst(), remembered)) {
            assertEquals(Optional.empty(), after.ask("STATUS"));
            network.events.await("the reason", () -> !reasons(after).isEmpty());
            assertTrue(reasons(after).getFirst().endsWith("is revoked"), reasons(after)::toString);
        }
    }

    @Test
    void a_session_is_not_resumed_after_the_expiry_of_its_certificate() throws Exception {
        Instant expiry = Instant.now().plusSeconds(8);
        SSLContext remembered = TlsClient.context(Optional.of(authority.issue(
                Contents.of("CN=brief,OU=operator").valid(expiry.minusSeconds(60), expiry))));
        assertResumed(remembered);
        ProcessNetwork.await("the expiry of the certificate", Duration.ofSeconds(20),
                () -> Instant.now().isAfter(expiry.plusSeconds(1)));
        try (TlsClient after = TlsClient.resuming(peers.getFirst(), remembered)) {
            assertEquals(Optional.empty(), after.ask("STATUS"));
            network.events.await("the reason", () -> !reasons(after).isEmpty());
            assertTrue(reasons(after).getFirst().contains("certificate CN=brief,OU=operator expired at "),
                    reasons(after)::toString);
        }
    }
}
