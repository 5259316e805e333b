package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Link;
import gossip.protocol.Message.State;
import gossip.protocol.Utf8String;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A source that says more than its links can carry. */
@Timeout(20)
@Isolated
class FlowControlTest {

    private static final String FILLER = "x".repeat(8000);
    /** Four times what a queue holds. */
    private static final int LINES = 4 * SendQueue.CAPACITY / 8000;

    private RunningNode running;

    @BeforeEach
    void start() throws Exception {
        running = new RunningNode();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private Link linkTo(TcpClient client) throws Exception {
        CompletableFuture<Link> link = new CompletableFuture<>();
        running.node().when("STATUS", link::complete);
        client.send("STATUS\n");
        return link.get();
    }

    private boolean say(Link link, int number) throws InterruptedException {
        running.host().awaitCapacity();
        return running.host().call(node -> link.send(new State(Utf8String.of(number + " " + FILLER))));
    }

    @Test
    void that_waits_for_room_loses_nothing_and_is_slowed_to_the_pace_of_the_reader() throws Exception {
        try (TcpClient client = new TcpClient(running.port())) {
            Link link = linkTo(client);
            CompletableFuture<Boolean> allTaken = CompletableFuture.supplyAsync(() -> {
                try {
                    boolean taken = true;
                    for (int i = 0; i < LINES && taken; i++) {
                        taken = say(link, i);
                    }
                    return taken;
                } catch (InterruptedException e) {
                    return false;
                }
            });
            for (int i = 0; i < LINES; i++) {
                assertTrue(client.read().startsWith("STATE " + i + " "));
            }
            assertTrue(allTaken.get());
        }
    }

    @Test
    void does_not_wait_for_one_that_has_stopped_reading_whose_queue_overflows() throws Exception {
        try (TcpClient client = new TcpClient(running.port(), 4096)) {
            Link link = linkTo(client);
            int said = 0;
            while (say(link, said)) {
                said++;
            }
            assertTrue(said < LINES, "said " + said);
            assertFalse(say(link, said));
        }
    }

    @Test
    void does_not_wait_for_one_that_is_gone() throws Exception {
        try (TcpClient client = new TcpClient(running.port(), 4096)) {
            Link link = linkTo(client);
            int said = 0;
            while (say(link, said)) {
                said++;
            }
            client.reset();
            running.node().expect("accepted");
            running.node().expect("STATUS");
            assertTrue(running.node().next().startsWith("closed: "));
            assertEquals(true, say(link, 0), "on a closed link sending does nothing");
        }
    }
}
