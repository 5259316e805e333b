package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.net.SharedResources;
import gossip.net.transport.TlsTransport;
import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import gossip.system.TlsRelay.Attack;
import gossip.tls.CredentialStore;
import gossip.tls.MessageSignatures;
import gossip.tls.TestAuthority;
import gossip.tls.TestAuthority.Contents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three peers, each linked to the others. A relay is before the first one, so it is on two of the three links. */
@Timeout(120)
class TlsRelayTest {

    @TempDir
    private Path folder;
    private final TestAuthority authority = TestAuthority.create("CN=Test CA");
    private TlsRelay relay;
    private LiveNetwork network;
    private Address victim;
    private List<Address> peers;

    private void start(Optional<SSLContext> stolen) throws Exception {
        CredentialStore store = new CredentialStore(
                authority.write(folder, Contents.of("CN=n,OU=seed+OU=peer", "127.0.0.1")));
        SharedResources secure = new SharedResources(TlsTransport.factory(store));
        relay = new TlsRelay(stolen);
        network = new LiveNetwork(Duration.ofSeconds(13), secure, secure);
        network.startSeed();
        victim = network.startPeerBehind(relay, config -> signed(config, store));
        network.events.await("the first", () -> network.events.has(victim, "JOINED"));
        Address second = network.startPeer(0, 0, config -> signed(config, store));
        network.events.await("the second", () -> network.events.has(second, "NEIGHBOR_CONNECTED", victim));
        Address third = network.startPeer(0, 0, config -> signed(config, store));
        peers = List.of(victim, second, third);
        network.events.await("three links", () -> peers.stream().allMatch(peer -> network.neighbors(peer).size() == 2));
    }

    private static PeerConfig signed(PeerConfig config, CredentialStore store) {
        return config.withSignatures(new MessageSignatures(store::credentials));
    }

    @AfterEach
    void end() throws IOException {
        network.close();
        relay.close();
    }

    /** Lets a peer publish until the relay has attacked, and once more. */
    private void publishUntilAttacked(Attack attack) throws InterruptedException {
        relay.attack(attack);
        for (int i = 0; !relay.hasAttacked() || i < 2; i++) {
            network.type(peers.getLast(), "message " + i);
            network.awaitDelivery(peers);
        }
        network.type(peers.getLast(), "after the attack");
        network.awaitDelivery(peers);
    }

    /** Each peer delivers what was published, once and unaltered. */
    private void assertDelivered() {
        List<LiveEvents.Entry> published = network.events.of("GOSSIP_GENERATED");
        for (Address peer : peers) {
            List<String> due = published.stream().filter(entry -> !entry.at().equals(peer))
                    .map(LiveEvents.Entry::about).toList();
            assertEquals(new HashSet<>(due), new HashSet<>(network.deliveries(peer)));
            assertEquals(due.size(), network.deliveries(peer).size());
            assertTrue(network.events.of(peer, "RECEIVED_TEXT").stream().map(LiveEvents.Entry::about)
                    .allMatch(text -> text.matches(".*\\[(message \\d|after the attack)]")));
        }
    }

    /** One link of the victim ends, at both ends, and is opened again by the next heartbeat. */
    private void assertLinkIsReplaced() throws InterruptedException {
        network.events.await("both ends of the link", () -> network.events.of("NEIGHBOR_DISCONNECTED").size() == 2);
        Set<String> ends = network.events.of("NEIGHBOR_DISCONNECTED").stream().map(LiveEvents.Entry::about)
                .collect(Collectors.toSet());
        assertTrue(ends.contains(victim.toString()), ends::toString);
        network.events.await("three links", () -> peers.stream().allMatch(peer -> network.neighbors(peer).size() == 2));
        network.type(victim, "after the attack");
        network.awaitDelivery(peers);
    }

    @ParameterizedTest
    @EnumSource
    void an_attack_on_a_record_of_tls_ends_the_link_and_nothing_else(Attack attack) throws Exception {
        start(Optional.empty());
        publishUntilAttacked(attack);
        assertLinkIsReplaced();
        assertDelivered();
    }

    @ParameterizedTest
    @EnumSource(names = {"ALTER", "FORGE"})
    void a_relay_with_a_stolen_certificate_that_alters_or_forges_is_cut_off(Attack attack) throws Exception {
        start(Optional.of(TlsClient.context(Optional.of(authority.issue(Contents.of("CN=thief,OU=peer", "127.0.0.1"))))));
        publishUntilAttacked(attack);
        network.events.await("the reason", () -> !network.events.of("BAD_INPUT").isEmpty());
        List<LiveEvents.Entry> reasons = network.events.of("BAD_INPUT");
        assertTrue(reasons.stream().anyMatch(entry -> entry.reason().endsWith(": refused, signature")),
                reasons::toString);
        assertLinkIsReplaced();
        assertDelivered();
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLAY", "REORDER", "DROP"})
    void a_relay_with_a_stolen_certificate_that_replays_reorders_or_drops_changes_nothing(Attack attack)
            throws Exception {
        start(Optional.of(TlsClient.context(Optional.of(authority.issue(Contents.of("CN=thief,OU=peer", "127.0.0.1"))))));
        publishUntilAttacked(attack);
        assertDelivered();
        assertEquals(List.of(), network.events.of("NEIGHBOR_DISCONNECTED"));
        assertEquals(List.of(), network.events.of("BAD_INPUT"));
    }

    @Test
    void no_line_between_peers_is_readable_on_the_way() throws Exception {
        start(Optional.empty());
        network.type(peers.getLast(), "secret");
        network.type(victim, "secret");
        network.awaitDelivery(peers);
        String recorded = relay.recorded();
        assertTrue(recorded.length() > 2000, () -> recorded.length() + " bytes");
        for (String word : List.of("secret", "SIGNED", "CERTIFICATE", "HELLO", "PING", "127.0.0.1", "OU=", "Test CA")) {
            assertFalse(recorded.contains(word), word);
        }
    }
}
