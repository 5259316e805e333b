package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import gossip.protocol.Address;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection without a complete line is closed after 10 s. Takes as long, so it runs beside other tests. */
class IdleConnectionTest {

    private final LiveNetwork network = new LiveNetwork(Duration.ofSeconds(13));

    @AfterEach
    void end() {
        network.close();
    }

    private void assertRefused(Address node, RawClient client) throws IOException, InterruptedException {
        assertNotNull(client.lineWith("ERROR "), "no ERROR line at " + node);
        assertNull(client.line(), "still open");
        network.events.await("BAD_INPUT at " + node, () -> network.events.has(node, "BAD_INPUT", client.name()));
    }

    @Test
    void a_connection_with_half_a_line_or_none_gets_an_error_and_is_closed() throws IOException, InterruptedException {
        Address seed = network.startSeed();
        List<Address> peers = network.startPeers(3, 0);
        Address node = peers.getFirst();
        try (RawClient atPeer = new RawClient(node);
                RawClient atSeed = new RawClient(seed);
                RawClient mute = new RawClient(node)) {
            atPeer.send("HELLO 127.0.0.1:7001");
            atSeed.send("REGIST");
            assertRefused(node, atPeer);
            assertRefused(seed, atSeed);
            assertRefused(node, mute);
        }
        network.type(node, "still delivered");
        network.awaitDelivery(peers);
        assertEquals(3, network.members(seed));
    }
}
