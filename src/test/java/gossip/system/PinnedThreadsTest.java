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
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** No virtual thread holds its carrier while it waits within a handshake of TLS, a connection or a verification. */
@Timeout(120)
@Isolated
class PinnedThreadsTest {

    private static final String PINNED = "jdk.VirtualThreadPinned";
    private static final int CONNECTIONS = 50;
    private static final int MESSAGES = 200;

    @TempDir
    private Path folder;
    private final TestAuthority authority = TestAuthority.create("CN=Test CA");

    private void exercise() throws Exception {
        CredentialStore store = new CredentialStore(
                authority.write(folder.resolve("node"), Contents.of("CN=n,OU=seed+OU=peer", "127.0.0.1")));
        SharedResources secure = new SharedResources(TlsTransport.factory(store));
        SSLContext operator = TlsClient.context(Optional.of(authority.issue(Contents.of("CN=op,OU=operator"))));
        try (LiveNetwork network = new LiveNetwork(Duration.ofSeconds(13), secure, secure)) {
            Address seed = network.startSeed();
            List<Address> peers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                peers.add(network.startPeer(0, 0,
                        config -> config.withSignatures(new MessageSignatures(store::credentials))));
            }
            for (Address peer : peers) {
                network.events.await(peer + " to join", () -> !network.neighbors(peer).isEmpty());
            }
            for (int i = 0; i < CONNECTIONS; i++) {
                try (TlsClient client = new TlsClient(seed, operator)) {
                    assertEquals(Optional.of("LIST 4 4"), client.ask("MEMBERS"));
                }
            }
            for (int i = 0; i < MESSAGES; i++) {
                network.type(peers.get(i % 4), "message " + i);
            }
            network.awaitDelivery(peers);
        }
    }

    private List<String> pinned(Recording recording) throws IOException {
        Path file = folder.resolve("recording.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream().filter(event -> event.getEventType().getName().equals(PINNED))
                .map(RecordedEvent::toString).toList();
    }

    @Test
    void no_thread_is_pinned_during_handshakes_and_a_burst_of_signed_messages() throws Exception {
        // A thread that loads or initializes a class is pinned, so each class is used once before.
        exercise();
        try (Recording recording = new Recording()) {
            recording.enable(PINNED).withThreshold(Duration.ofMillis(20)).withStackTrace();
            recording.start();
            exercise();
            recording.stop();
            assertTrue(recording.getSettings().keySet().stream().anyMatch(key -> key.startsWith(PINNED)));
            assertEquals(List.of(), pinned(recording));
        }
    }
}
