package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.peer.PeerConfig;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The broadcast tree of {@code --dissemination prune} on sockets. */
class TreeRepairTest {

    /** Longer than the test, so the digests of PINGs repair nothing. */
    private static final Duration HEARTBEAT = Duration.ofMinutes(10);

    private final LiveNetwork network = new LiveNetwork(HEARTBEAT);

    @AfterEach
    void end() {
        network.close();
    }

    private static PeerConfig prune(PeerConfig config) {
        return new PeerConfig(config.name(), config.seeds(), config.messages(), config.gossipInterval(),
                config.pingInterval(), config.pingMisses(), config.links(), config.maxDegree(), Dissemination.PRUNE,
                config.zone());
    }

    private List<Address> startPeers(int count) throws IOException, InterruptedException {
        List<Address> peers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Address peer = network.startPeer(0, 0, TreeRepairTest::prune);
            network.events.await(peer + " to join", () -> network.events.has(peer, "JOINED"));
            peers.add(peer);
        }
        return peers;
    }

    private void publishFromEach(List<Address> peers, int rounds) throws InterruptedException {
        for (int i = 0; i < rounds; i++) {
            for (Address peer : peers) {
                network.type(peer, "hello");
            }
            network.awaitDelivery(peers);
        }
    }

    @Test
    void all_messages_arrive_after_the_peer_with_the_most_links_has_crashed() throws Exception {
        network.startSeed();
        List<Address> peers = startPeers(8);
        publishFromEach(peers, 20);

        Address hub = peers.stream().max(Comparator.comparingInt(peer -> network.neighbors(peer).size())).orElseThrow();
        peers.remove(hub);
        network.crash(hub);
        publishFromEach(peers, 20);
    }

    @Test
    void an_announced_message_that_does_not_arrive_is_requested_and_forwarded() throws Exception {
        network.startSeed();
        List<Address> peers = startPeers(2);
        try (RawClient neighbor = new RawClient(peers.getFirst())) {
            neighbor.send("HELLO 127.0.0.1:1 7\n");
            assertTrue(neighbor.line().startsWith("HELLO "));
            assertTrue(neighbor.line().startsWith("DIGEST "));
            neighbor.send("IHAVE 127.0.0.1:1/7 0 1\n");
            assertEquals("GRAFT 127.0.0.1:1/7 0 1", neighbor.line());
            neighbor.send("GOSSIP 1 127.0.0.1:1/7/0 hello\n");
            network.awaitDeliveries(peers.getLast(), 1);
        }
    }
}
