package gossip.system;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection with invalid input gets an ERROR line and is closed. Everything else continues. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated
class BadInputTest {

    private final LiveNetwork network = new LiveNetwork(Duration.ofSeconds(13));
    private Address seed;
    private List<Address> peers;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        seed = network.startSeed();
        peers = network.startPeers(3, 0);
    }

    @AfterAll
    void end() {
        network.close();
    }

    private void assertRefused(Address node, RawClient client) throws IOException, InterruptedException {
        String last = client.lineWith("ERROR ");
        assertTrue(last != null && last.length() > "ERROR ".length(), "no ERROR line at " + node);
        assertNull(client.line(), "still open");
        network.events.await("BAD_INPUT at " + node, () -> network.events.has(node, "BAD_INPUT", client.name()));
    }

    private void assertGossipContinues() throws InterruptedException {
        network.type(peers.getFirst(), "still delivered");
        network.awaitDelivery(peers);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "FROBNICATE 1 2 3", "GET / HTTP/1.1", "hello 127.0.0.1:7001 1", "", "   ", "\0\0\0", "HELLO",
        "HELLO 127.0.0.1:7001", "HELLO 127.0.0.1:7001 -5", "HELLO 127.0.0.1:7001 99999999999999999999",
        "HELLO 127.0.0.1:70000 1",
        "HELLO 127.0.0.1:7001 1 x", "REGISTER 127.0.0.1:7001", "REGISTER 127.0.0.1:7001 1 -3", "PING x",
        "GOSSIP 1 127.0.0.1:7001/1/0 without a HELLO"})
    void an_invalid_line_gets_an_error_and_the_connection_is_closed(String line)
            throws IOException, InterruptedException {
        for (Address node : List.of(peers.getFirst(), seed)) {
            try (RawClient client = new RawClient(node)) {
                assertRefused(node, client.send(line + "\n"));
            }
        }
        assertGossipContinues();
    }

    @Test
    void bytes_that_are_not_UTF_8_get_an_error_and_the_connection_is_closed() throws IOException, InterruptedException {
        for (Address node : List.of(peers.getFirst(), seed)) {
            try (RawClient client = new RawClient(node)) {
                assertRefused(node, client.send((byte) 0xde, (byte) 0xad, (byte) 0xbe, (byte) 0xef, (byte) '\n'));
            }
        }
        assertGossipContinues();
    }

    @Test
    void a_line_without_an_end_gets_an_error_that_the_client_can_still_read() throws IOException, InterruptedException {
        for (Address node : List.of(peers.getFirst(), seed)) {
            try (RawClient client = new RawClient(node)) {
                assertRefused(node, client.send("A".repeat(1 << 20)));
            }
        }
        assertGossipContinues();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FROBNICATE", "REGISTER 127.0.0.1:7001 1 1", "WATERMARKS - 1 10000000",
        "GOSSIP 1 x y", "DIGEST z"})
    void a_neighbor_that_sends_an_invalid_line_is_disconnected(String line) throws IOException, InterruptedException {
        Address node = peers.getFirst();
        try (RawClient client = new RawClient(node)) {
            client.send("HELLO 127.0.0.1:1 7\n");
            assertTrue(client.line().startsWith("HELLO " + node));
            assertRefused(node, client.send(line + "\n"));
        }
        network.events.await("the end of the link",
                () -> network.neighbors(node).stream().noneMatch(peer -> peer.port() == 1));
        assertGossipContinues();
    }
}
