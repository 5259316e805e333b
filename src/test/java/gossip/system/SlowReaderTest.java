package gossip.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A neighbor that does not read delays no other peer, and receives all messages when it reads again. */
@Isolated
class SlowReaderTest {

    /** All messages together are longer than the send queue and the socket buffers can hold. */
    private static final String TEXT = "x".repeat(7000);
    private static final int ROUNDS = 30;
    private static final int MESSAGES_PER_ROUND = 30;

    private final LiveNetwork network = new LiveNetwork(Duration.ofSeconds(13));

    @AfterEach
    void end() {
        network.close();
    }

    @Test
    void a_neighbor_that_does_not_read_delays_no_message_to_the_others() throws IOException, InterruptedException {
        network.startSeed();
        List<Address> peers = network.startPeers(3, 0);
        Address node = peers.getFirst();
        try (RawClient slow = new RawClient(node)) {
            slow.send("HELLO 127.0.0.1:1 7\n");
            String hello = slow.line();
            assertTrue(hello.startsWith("HELLO " + node), hello);

            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < MESSAGES_PER_ROUND; i++) {
                    network.type(node, TEXT);
                }
                network.awaitDelivery(peers);
            }

            readUpToMessage(ROUNDS * MESSAGES_PER_ROUND - 1, slow, origin(hello));
        }
    }

    /** Returns address and start, the second and the fourth word of HELLO. */
    private static String origin(String hello) {
        return hello.split(" ")[1] + " " + hello.split(" ")[3];
    }

    /** Reads up to a sequence number, and answers each DIGEST with its watermark as a peer does. */
    private static void readUpToMessage(long last, RawClient slow, String origin) throws IOException {
        long next = 0;
        while (next <= last) {
            String line = String.valueOf(slow.line());
            if (line.startsWith("GOSSIP ")) {
                next = Long.parseLong(line.split(" ")[2].split("/")[2]) + 1;
            } else if (line.startsWith("DIGEST ")) {
                slow.send("WATERMARKS - 3600 1\nWATERMARK " + origin + " " + next + "\n");
            } else {
                assertTrue(line.matches("(FLOOR|WATERMARK|SUPPLIED) .*"), line);
            }
        }
    }
}
