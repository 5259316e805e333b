package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.net.SharedResources;
import gossip.net.transport.TlsTransport;
import gossip.protocol.Address;
import gossip.tls.CredentialStore;
import gossip.tls.KeyType;
import gossip.tls.MessageSignatures;
import gossip.tls.TestAuthority;
import gossip.tls.TestAuthority.Contents;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks on sockets whose peers sign their messages. */
class SignedNetworkTest {

    private static final Duration HEARTBEAT = Duration.ofSeconds(13);

    @TempDir
    private Path folder;

    private CredentialStore credentials(KeyType type) throws IOException {
        return new CredentialStore(TestAuthority.create("CN=Test CA")
                .write(folder, Contents.of("CN=n,OU=seed+OU=peer", "127.0.0.1").with(type)));
    }

    private static List<Address> startPeers(LiveNetwork network, CredentialStore store, int count, int messages)
            throws IOException, InterruptedException {
        network.startSeed();
        List<Address> peers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Address peer = network.startPeer(messages, 0,
                    config -> config.withSignatures(new MessageSignatures(store::credentials)));
            peers.add(peer);
            network.events.await(peer + " to join", () -> network.events.has(peer, "JOINED"));
        }
        return peers;
    }

    @ParameterizedTest
    @EnumSource
    void signed_messages_reach_every_peer_over_tls(KeyType type) throws IOException, InterruptedException {
        CredentialStore store = credentials(type);
        SharedResources secure = new SharedResources(TlsTransport.factory(store));
        try (LiveNetwork network = new LiveNetwork(HEARTBEAT, secure, secure)) {
            List<Address> peers = startPeers(network, store, 6, 10);
            for (Address peer : peers) {
                network.awaitDeliveries(peer, 5 * 10);
            }
            assertEquals(List.of(), network.events.of("BAD_INPUT"));
        }
    }

    @Test
    void a_flood_of_invalid_signatures_closes_its_link_with_one_event() throws IOException, InterruptedException {
        CredentialStore store = credentials(KeyType.EC);
        try (LiveNetwork network = new LiveNetwork(HEARTBEAT)) {
            List<Address> peers = startPeers(network, store, 3, 0);
            Address victim = peers.getFirst();
            MessageSignatures own = new MessageSignatures(store::credentials);
            String certificate = own.signer().certificate().toString();
            String named = own.signer().certificate().fingerprint().toString();
            StringBuilder lines = new StringBuilder("HELLO 127.0.0.1:9 7 7 1 gossip - signed\nCERTIFICATE " + certificate
                    + "\n");
            for (int i = 0; i < 200; i++) {
                lines.append("SIGNED 1 127.0.0.1:9/7/").append(i).append(' ').append(named).append(" AQID forged\n");
            }
            try (Socket attacker = new Socket(victim.host(), victim.port())) {
                attacker.getOutputStream().write(lines.toString().getBytes(StandardCharsets.UTF_8));
                String answer = new String(attacker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(answer.contains("ERROR SIGNED 127.0.0.1:9/7/0: refused, signature\n"), answer);
            }
            network.type(peers.getLast(), "still works");
            network.awaitDeliveries(victim, 1);
            List<LiveEvents.Entry> refusals = network.events.of("BAD_INPUT");
            assertEquals(1, refusals.size(), refusals::toString);
            assertTrue(network.deliveries(victim).stream().noneMatch(id -> id.startsWith("127.0.0.1:9/")));
        }
    }
}
