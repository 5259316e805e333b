package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.net.SharedResources;
import gossip.net.transport.TlsTransport;
import gossip.protocol.Address;
import gossip.tls.CredentialStore;
import gossip.tls.MessageSignatures;
import gossip.tls.TestAuthority;
import gossip.tls.TestAuthority.Contents;
import gossip.tls.TestAuthority.Issued;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Insiders with a valid certificate that connect again and again with invalid signatures, over TLS on sockets. */
@Timeout(120)
class SignatureFloodTest {

    private static final int ATTACKERS = 4;
    private static final int MESSAGES = 40;
    private static final int CONNECTIONS = 20;
    private static final String HOST = "127.0.0.1";

    @TempDir
    private Path folder;
    private final TestAuthority authority = TestAuthority.create("CN=Test CA");
    private final Issued insider = authority.issue(Contents.of("CN=insider,OU=peer", HOST));
    private Address seed;

    private List<Address> startPeers(LiveNetwork network, CredentialStore store) throws Exception {
        seed = network.startSeed();
        List<Address> peers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            peers.add(network.startPeer(0, 0, config -> config.withSignatures(new MessageSignatures(store::credentials))));
        }
        for (Address peer : peers) {
            network.events.await(peer + " to join", () -> !network.neighbors(peer).isEmpty());
        }
        return peers;
    }

    /** Counts an attack that the victim ends. A connection that breaks does not count. */
    private static void attackOnce(AtomicInteger connections, Address victim, SSLContext context, String address,
            String certificate, String fingerprint) {
        try {
            attack(victim, context, address, certificate, fingerprint);
            connections.incrementAndGet();
        } catch (IOException e) {
            Thread.yield();
        }
    }

    /** Sends HELLO, a certificate and 100 messages with invalid signatures. */
    private static void attack(Address victim, SSLContext context, String address, String certificate, String fingerprint)
            throws IOException {
        StringBuilder lines = new StringBuilder("HELLO " + address + " 7 7 1 gossip - signed\nCERTIFICATE "
                + certificate + "\n");
        for (int i = 0; i < 100; i++) {
            lines.append("SIGNED 1 127.0.0.1:9/7/").append(i).append(' ').append(fingerprint).append(" AQID forged\n");
        }
        try (TlsClient client = new TlsClient(victim, context)) {
            client.ask(lines.toString().strip());
            client.awaitEnd();
        }
    }

    @Test
    void every_message_of_the_peers_is_delivered_during_the_flood_and_every_link_of_them_stays() throws Exception {
        CredentialStore store = new CredentialStore(
                authority.write(folder, Contents.of("CN=n,OU=seed+OU=peer", HOST)));
        SharedResources secure = new SharedResources(TlsTransport.factory(store));
        MessageSignatures own = new MessageSignatures(store::credentials);
        String certificate = own.signer().certificate().toString();
        String fingerprint = own.signer().certificate().fingerprint().toString();
        AtomicBoolean running = new AtomicBoolean(true);
        try (LiveNetwork network = new LiveNetwork(Duration.ofSeconds(13), secure, secure)) {
            List<Address> peers = startPeers(network, store);
            SSLContext context = TlsClient.context(Optional.of(insider));
            AtomicInteger connections = new AtomicInteger();
            for (int i = 0; i < ATTACKERS; i++) {
                int port = 1 + i;
                Thread.startVirtualThread(() -> {
                    while (running.get()) {
                        attackOnce(connections, peers.getFirst(), context, HOST + ":" + port, certificate, fingerprint);
                    }
                });
            }
            network.events.await("the flood", () -> connections.get() > ATTACKERS);
            for (int i = 0; i < MESSAGES || connections.get() < CONNECTIONS; i++) {
                for (Address peer : peers) {
                    network.type(peer, "message " + i);
                }
                network.awaitDelivery(peers);
            }
            running.set(false);
            assertTrue(peers.stream().noneMatch(peer -> network.events.of("NEIGHBOR_DISCONNECTED").stream()
                    .anyMatch(entry -> entry.about().equals(peer.toString()))), "a link of two peers was closed");
            assertEquals(4, network.members(seed));
            assertTrue(peers.stream().noneMatch(peer -> network.deliveries(peer).stream()
                    .anyMatch(id -> id.startsWith("127.0.0.1:9/"))));
        }
    }
}
