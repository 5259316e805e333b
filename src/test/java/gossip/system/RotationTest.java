package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.net.SharedResources;
import gossip.net.transport.TlsTransport;
import gossip.protocol.Address;
import gossip.tls.CredentialStore;
import gossip.tls.Credentials;
import gossip.tls.MessageSignatures;
import gossip.tls.TestAuthority;
import gossip.tls.TestAuthority.Contents;
import gossip.tls.TestAuthority.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and CAs that are replaced while peers with {@code --tls --signed} run. */
@Timeout(900)
class RotationTest {

    private static final String HOST = "127.0.0.1";
    private static final Duration HEARTBEAT = Duration.ofSeconds(13);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final int AT_A_TIME = 2;

    @TempDir
    private Path folder;
    private final TestAuthority old = TestAuthority.create("CN=old CA");
    private final TestAuthority next = TestAuthority.create("CN=new CA");
    private final List<RoleFiles> roles = List.of(new RoleFiles("seed"), new RoleFiles("peer"));
    private final List<Address> peers = new ArrayList<>();
    private LiveNetwork network;
    private Address seed;

    /** The files of all nodes with one role. */
    private final class RoleFiles {

        private final String role;
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        private Issued issued;
        private CredentialStore store;

        private RoleFiles(String role) {
            this.role = role;
            this.issued = issue(old);
        }

        private Issued issue(TestAuthority authority) {
            return authority.issue(Contents.of("CN=" + role + ",OU=" + role, HOST));
        }

        private SharedResources start() throws IOException {
            store = new CredentialStore(
                    TestAuthority.write(folder.resolve(role), issued, List.of(), List.of(old)));
            store.watch(new CredentialStore.Listener() {
                @Override
                public void rotated(Credentials credentials) {
                    events.add("rotated");
                }

                @Override
                public void invalid(String problem) {
                    events.add(problem);
                }

                @Override
                public void expiring(Credentials credentials, long days) {
                    events.add("expires in " + days + " days");
                }
            });
            return new SharedResources(TlsTransport.factory(store));
        }

        private void use(Issued certificate, TestAuthority... trusted) throws IOException {
            issued = certificate;
            Path written = TestAuthority.write(folder.resolve("next"), certificate, List.of(), List.of(trusted));
            for (String name : List.of("ca.pem", "key.pem", "cert.pem")) {
                Files.move(written.resolve(name), folder.resolve(role).resolve(name),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }

        private void awaitRotated(long deadline) throws InterruptedException {
            assertEquals("rotated", events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS), role);
        }
    }

    private void start(int count) throws Exception {
        network = new LiveNetwork(HEARTBEAT, roles.getFirst().start(), roles.getLast().start());
        seed = network.startSeed();
        // A newcomer asks up to 32 members, each over a connection of its own, and no handshake may take too long.
        while (peers.size() < count) {
            List<Address> group = new ArrayList<>();
            for (int i = 0; i < AT_A_TIME; i++) {
                group.add(startPeer());
            }
            for (Address peer : group) {
                network.events.await(peer + " to join", () -> network.events.has(peer, "JOINED"));
            }
            peers.addAll(group);
        }
        publish("at the beginning");
    }

    private Address startPeer() throws IOException {
        return network.startPeer(0, 0, config -> config.withSignatures(
                new MessageSignatures(roles.getLast().store::credentials)));
    }

    @AfterEach
    void end() {
        network.close();
    }

    private void publish(String text) throws InterruptedException {
        for (Address peer : peers.subList(0, Math.min(10, peers.size()))) {
            network.type(peer, text);
        }
        network.awaitDelivery(peers);
    }

    /** Waits until each new connection is on the certificates of the files. Messages continue meanwhile. */
    private void awaitRotated(String text) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (RoleFiles files : roles) {
            files.awaitRotated(deadline);
        }
        publish(text);
        assertCertificate(seed, roles.getFirst());
        assertCertificate(peers.getLast(), roles.getLast());
    }

    private void assertCertificate(Address address, RoleFiles files) throws Exception {
        try (TlsClient client = new TlsClient(address, TlsClient.context(Optional.of(files.issued)))) {
            assertEquals(files.issued.certificate(), client.certificateOfNode());
        }
    }

    private void replace() throws Exception {
        for (RoleFiles files : roles) {
            files.use(files.issue(old), old);
        }
        awaitRotated("new certificates");
        for (RoleFiles files : roles) {
            files.use(files.issued, old, next);
        }
        awaitRotated("both CAs");
        for (RoleFiles files : roles) {
            files.use(files.issue(next), old, next);
        }
        awaitRotated("certificates of the new CA");
        for (RoleFiles files : roles) {
            files.use(files.issued, next);
        }
        awaitRotated("only the new CA");
        publish("at the end");
        assertEquals(List.of(), network.events.of("NEIGHBOR_DISCONNECTED"));
        assertEquals(peers.size(), network.members(seed));
    }

    private void assertNewcomerJoins() throws Exception {
        Address late = startPeer();
        network.events.await("a newcomer to join", () -> network.events.has(late, "JOINED"));
        network.type(peers.getFirst(), "for the newcomer");
        String id = network.events.of("GOSSIP_GENERATED").getLast().about();
        network.events.await(id, () -> network.deliveries(late).contains(id));
    }

    @Test
    void no_link_and_no_message_is_lost_while_certificates_and_authorities_of_10_peers_are_replaced() throws Exception {
        start(10);
        replace();
        assertEquals(List.of(), network.events.of("BAD_INPUT"));
        assertNewcomerJoins();
    }

    /** On a loaded machine, handshakes that take too long may be reported. */
    @Test
    @EnabledIfSystemProperty(named = "gossip.long", matches = "true")
    void no_link_and_no_message_is_lost_while_certificates_and_authorities_of_200_peers_are_replaced() throws Exception {
        start(200);
        replace();
    }
}
