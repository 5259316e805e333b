package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Address;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Every message reaches every peer, and none twice. */
@Isolated
class DeliveryTest {

    private final LiveNetwork network = new LiveNetwork(Duration.ofMillis(300));

    @AfterEach
    void end() {
        network.close();
    }

    @Test
    void all_messages_reach_all_peers_once() throws IOException, InterruptedException {
        network.startSeed();
        List<Address> peers = network.startPeers(8, 5);
        network.events.await("5 messages of each", () -> network.events.of("GOSSIP_GENERATED").size() == 40);

        network.awaitDelivery(peers);
        awaitMessagesInFlight(peers);

        for (Address peer : peers) {
            List<String> deliveries = network.deliveries(peer);
            assertEquals(35, deliveries.size(), () -> "deliveries at " + peer);
            assertEquals(35, new HashSet<>(deliveries).size(), () -> "different ones at " + peer);
        }
    }

    /** Links keep the order of messages, so no older message follows the reply to a PING that is sent from now on. */
    private void awaitMessagesInFlight(List<Address> peers) throws InterruptedException {
        int mark = network.events.size();
        for (Address peer : peers) {
            for (Address neighbor : network.neighbors(peer)) {
                network.events.await("two PING_REPLYs of " + neighbor, () -> network.events.all().stream().skip(mark)
                        .filter(entry -> entry.at().equals(peer) && entry.event().equals("PING_REPLY_RECEIVED"))
                        .filter(entry -> entry.about().equals(neighbor.toString())).count() >= 2);
            }
        }
    }

    @Test
    void a_typed_line_reaches_all_peers() throws IOException, InterruptedException {
        network.startSeed();
        List<Address> peers = network.startPeers(5, 0);

        network.type(peers.getLast(), "hello from the keyboard");

        network.awaitDelivery(peers);
        for (Address peer : peers.subList(0, 4)) {
            assertEquals(1, network.deliveries(peer).size());
        }
    }

    @Test
    void a_peer_that_joins_after_the_last_message_receives_all_messages() throws IOException, InterruptedException {
        network.startSeed();
        List<Address> peers = new ArrayList<>(network.startPeers(3, 4));
        network.events.await("4 messages of each", () -> network.events.of("GOSSIP_GENERATED").size() == 12);
        network.awaitDelivery(peers);

        Address late = network.startPeers(1, 0).getFirst();

        network.awaitDelivery(List.of(late));
        assertEquals(12, new HashSet<>(network.deliveries(late)).size());
    }

    @Test
    void peers_without_a_seed_wait_and_join_when_one_is_started() throws IOException, InterruptedException {
        Address seed = network.startSeed();
        network.stopSeed(seed);
        Address first = network.startPeer(1);
        Address second = network.startPeer(1);
        network.events.await("both to wait", () -> network.events.has(first, "WAITING_FOR_SEED")
                && network.events.has(second, "WAITING_FOR_SEED"));

        network.startSeed(seed.port());

        network.events.await("a message of each", () -> network.events.of("GOSSIP_GENERATED").size() == 2);
        network.awaitDelivery(List.of(first, second));
    }
}
