package gossip.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.net.SharedResources;
import gossip.net.transport.TlsTransport;
import gossip.protocol.Address;
import gossip.tls.CredentialStore;
import gossip.tls.TestAuthority;
import gossip.tls.TestAuthority.Contents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of which some nodes run with {@code --tls} and some without. Both ends name the reason. */
class TlsMismatchTest {

    @TempDir
    private Path folder;

    private SharedResources secure() throws IOException {
        Path files = TestAuthority.create("CN=Test CA")
                .write(folder, Contents.of("CN=n,OU=seed+OU=peer", "127.0.0.1"));
        return new SharedResources(TlsTransport.factory(new CredentialStore(files)));
    }

    private static void assertReasons(LiveNetwork network, String atSeed, String atPeer)
            throws IOException, InterruptedException {
        Address seed = network.startSeed();
        Address peer = network.startPeer(0);
        network.events.await(atSeed, () -> reasons(network, seed, "BAD_INPUT").stream()
                .anyMatch(text -> text.endsWith(atSeed)));
        network.events.await(atPeer, () -> reasons(network, peer, "SEED_UNREACHABLE").stream()
                .anyMatch(text -> text.endsWith(atPeer)));
        assertTrue(!network.events.has(peer, "JOINED"));
        network.close();
    }

    private static List<String> reasons(LiveNetwork network, Address node, String event) {
        return network.events.of(node, event).stream().map(LiveEvents.Entry::text).toList();
    }

    @Test
    void a_peer_with_tls_at_a_seed_without() throws IOException, InterruptedException {
        assertReasons(new LiveNetwork(Duration.ofSeconds(13), new SharedResources(), secure()),
                "the connection begins with TLS, and this node runs without --tls",
                "TLS handshake: the other end does not use TLS");
    }

    @Test
    void a_peer_without_tls_at_a_seed_with() throws IOException, InterruptedException {
        assertReasons(new LiveNetwork(Duration.ofSeconds(13), secure(), new SharedResources()),
                "the connection does not begin with a TLS handshake",
                "rejected: this node accepts TLS only (--tls DIR)");
    }
}
