package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Clients that request the list of a seed with many members on one connection after the other. */
@Timeout(120)
@Isolated
class MembersFloodTest {

    private static final int MEMBERS = 500;
    private static final int ATTACKERS = 4;
    private static final int MESSAGES = 20;

    /** Requests the list four times and reads none, or all, of the answers. */
    private static void attack(Address seed, boolean reads) {
        try (Socket socket = new Socket(seed.host(), seed.port())) {
            socket.getOutputStream().write("MEMBERS\n".repeat(4).getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            if (reads) {
                socket.getInputStream().readAllBytes();
            }
        } catch (IOException e) {
            // The seed may close the connection at any time.
            return;
        }
    }

    private static void register(Address seed, int number) throws IOException {
        try (RawClient client = new RawClient(seed)) {
            client.send("REGISTER 10.0." + number / 250 + "." + (1 + number % 250) + ":7001 7 1 3600000 0\n");
            assertTrue(client.line().startsWith("LIST "));
        }
    }

    @Test
    void a_flood_of_MEMBERS_keeps_no_newcomer_out_and_removes_no_member() throws Exception {
        try (LiveNetwork network = new LiveNetwork(Duration.ofSeconds(1));
                ExecutorService attackers = Executors.newFixedThreadPool(ATTACKERS)) {
            Address seed = network.startSeed();
            List<Address> peers = network.startPeers(3, 0);
            for (int i = 0; i < MEMBERS; i++) {
                register(seed, i);
            }
            AtomicInteger connections = new AtomicInteger();
            for (int i = 0; i < ATTACKERS; i++) {
                boolean reads = i % 2 == 0;
                attackers.submit(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        attack(seed, reads);
                        connections.incrementAndGet();
                    }
                    return true;
                });
            }
            network.events.await("the flood", () -> connections.get() > 10 * ATTACKERS);
            network.startPeer(0);
            network.events.await("the newcomer to register", () -> network.members(seed) == MEMBERS + 4);
            for (int i = 0; i < MESSAGES; i++) {
                network.type(peers.getFirst(), "message " + i);
                network.awaitDelivery(peers);
            }
            attackers.shutdownNow();
            assertEquals(MEMBERS + 4, network.members(seed));
            assertEquals(List.of(), network.events.of("NEIGHBOR_DEAD"));
        }
    }
}
