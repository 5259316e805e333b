package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that watches a peer and does not read. */
class WatchLimitTest {

    private static final String TEXT = "x".repeat(7000);

    @Test
    void a_client_that_does_not_read_its_events_is_disconnected_and_the_messages_still_arrive() throws Exception {
        try (LiveNetwork network = new LiveNetwork(Duration.ofSeconds(13))) {
            network.startSeed();
            List<Address> peers = network.startPeers(2, 0);
            try (RawClient slow = new RawClient(peers.getFirst()); RawClient quick = new RawClient(peers.getFirst())) {
                slow.send("WATCH GOSSIP_*\n");
                quick.send("WATCH GOSSIP_*\n");
                assertEquals("STATE watching=GOSSIP_*", slow.line());
                assertEquals("STATE watching=GOSSIP_*", quick.line());
                int published = 0;
                // The kernel holds some MiB for the slow client before the queue of the peer fills.
                for (; published < 3000; published++) {
                    network.type(peers.getFirst(), TEXT);
                    assertTrue(quick.lineWith("EVENT").contains("event=GOSSIP_GENERATED"), "message " + published);
                }
                int events = 0;
                for (String line = slow.line(); line != null; line = slow.line()) {
                    events++;
                }
                assertTrue(events < published, events + " of " + published + " events reached the slow client");
                network.awaitDeliveries(peers.getLast(), published);
            }
        }
    }
}
