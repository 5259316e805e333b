package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Link;
import gossip.protocol.Message.State;
import gossip.protocol.Utf8String;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A node that sends more than its links can carry. */
@Timeout(20)
@Isolated
class FlowControlTest {

    private static final String FILLER = "x".repeat(8000);
    /** Four times the capacity of a send queue. */
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
        running.node().when("STATUS", accepted -> {
            accepted.setHandler(running.node());
            link.complete(accepted);
        });
        client.send("STATUS\n");
        return link.get();
    }

    private boolean send(Link link, int number) throws InterruptedException {
        running.host().connections().awaitCapacity();
        return running.host().call(node -> link.send(new State(Utf8String.of(number + " " + FILLER))));
    }

    @Test
    void a_sender_that_waits_for_capacity_loses_no_message_and_sends_at_the_speed_of_the_reader() throws Exception {
        try (TcpClient client = new TcpClient(running.port())) {
            Link link = linkTo(client);
            CompletableFuture<Boolean> allAccepted = CompletableFuture.supplyAsync(() -> {
                try {
                    boolean accepted = true;
                    for (int i = 0; i < LINES && accepted; i++) {
                        accepted = send(link, i);
                    }
                    return accepted;
                } catch (InterruptedException e) {
                    return false;
                }
            });
            for (int i = 0; i < LINES; i++) {
                assertTrue(client.read().startsWith("STATE " + i + " "));
            }
            assertTrue(allAccepted.get());
        }
    }

    @Test
    void a_sender_does_not_wait_for_a_neighbor_that_has_stopped_reading() throws Exception {
        try (TcpClient client = new TcpClient(running.port(), 4096)) {
            Link link = linkTo(client);
            int sent = 0;
            while (send(link, sent)) {
                sent++;
            }
            assertTrue(sent < LINES, "sent " + sent);
            assertFalse(send(link, sent));
        }
    }

    @Test
    void a_sender_can_wait_until_everything_is_written_or_the_time_is_over() throws Exception {
        try (TcpClient client = new TcpClient(running.port(), 4096)) {
            Link link = linkTo(client);
            assertTrue(send(link, 0));
            assertTrue(running.host().connections().awaitWritten(Duration.ofSeconds(10)));
            int sent = 1;
            while (send(link, sent)) {
                sent++;
            }
            assertFalse(running.host().connections().awaitWritten(Duration.ofMillis(50)));
            client.reset();
            assertTrue(running.host().connections().awaitWritten(Duration.ofSeconds(10)));
            assertTrue(running.host().connections().awaitNone(Duration.ofSeconds(10)));
        }
    }

    @Test
    void a_sender_does_not_wait_for_a_neighbor_that_is_disconnected() throws Exception {
        try (TcpClient client = new TcpClient(running.port(), 4096)) {
            Link link = linkTo(client);
            int sent = 0;
            while (send(link, sent)) {
                sent++;
            }
            client.reset();
            running.node().expect("accepted");
            running.node().expect("STATUS");
            assertTrue(running.node().next().startsWith("closed: "));
            assertEquals(true, send(link, 0), "sending on a closed link has no effect");
        }
    }

    // ---- pending links

    private void replyToEachLine() {
        running.node().when("PING", link -> link.send(new State(Utf8String.of(FILLER))));
    }

    @Test
    void a_client_that_sends_requests_and_reads_no_reply_is_disconnected() throws Exception {
        replyToEachLine();
        try (TcpClient client = new TcpClient(running.port(), 4096)) {
            assertThrows(IOException.class, () -> {
                while (true) {
                    client.send("PING\n".repeat(1000));
                }
            });
        }
        String event = running.node().next();
        while (!event.startsWith("closed: ")) {
            event = running.node().next();
        }
        assertEquals("closed: replies are not read", event);
    }

    @Test
    void a_single_reply_may_be_longer_than_the_bound_for_unread_replies() throws Exception {
        int lines = 4 * Connection.MAX_PENDING_OUTPUT / 8000;
        running.node().when("PING", link -> {
            for (int i = 0; i < lines; i++) {
                link.send(new State(Utf8String.of(i + " " + FILLER)));
            }
        });
        try (TcpClient client = new TcpClient(running.port(), 4096)) {
            client.send("PING\n");
            for (int i = 0; i < lines; i++) {
                assertTrue(client.read().startsWith("STATE " + i + " "));
            }
        }
    }
}
