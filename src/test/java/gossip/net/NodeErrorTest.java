package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Link;
import gossip.protocol.Message.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * An exception in a call for a connection ends the connection. Any other exception, and every error, stops the node.
 */
@Timeout(20)
@Isolated
class NodeErrorTest {

    private static final String BOOM = "handling an event: java.lang.IllegalStateException: boom";

    private RunningNode running;
    private ScriptedNode node;

    /** LEAVE makes the node throw an exception, MEMBERS an error. */
    @BeforeEach
    void start() throws Exception {
        running = new RunningNode();
        node = running.node();
        node.when("LEAVE", link -> {
            throw new IllegalStateException("boom");
        });
        node.when("MEMBERS", link -> {
            throw new StackOverflowError("boom");
        });
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private void expectError(String error) throws InterruptedException {
        assertEquals(error, running.errors().poll(5, TimeUnit.SECONDS));
    }

    @Test
    void an_exception_in_the_node_is_reported() throws Exception {
        try (TcpClient client = new TcpClient(running.port())) {
            client.send("LEAVE a:1 1\n");
            expectError(BOOM);
        }
    }

    @Test
    void an_exception_ends_the_connection_and_the_handler_is_notified() throws Exception {
        try (TcpClient client = new TcpClient(running.port())) {
            client.send("LEAVE a:1 1\nPING\n");
            node.expect("accepted");
            node.expect("LEAVE");
            node.expect("closed: internal error");
            assertTrue(client.isClosed());
        }
    }

    @Test
    void an_exception_about_the_end_of_the_connection_is_reported() throws Exception {
        node.whenClosed(() -> {
            throw new IllegalStateException("boom");
        });
        try (TcpClient client = new TcpClient(running.port())) {
            client.closeHalf();
            expectError(BOOM);
            assertTrue(client.isClosed());
        }
        assertServed();
    }

    @Test
    void an_exception_while_a_connection_is_accepted_ends_it() throws Exception {
        node.whenAccepted(() -> {
            throw new IllegalStateException("boom");
        });
        try (TcpClient client = new TcpClient(running.port())) {
            expectError(BOOM);
            assertTrue(client.isClosed());
        }
        node.whenAccepted(() -> { });
        node.expect("accepted");
        assertServed();
    }

    @Test
    void after_an_exception_other_connections_are_served() throws Exception {
        try (TcpClient client = new TcpClient(running.port()); TcpClient other = new TcpClient(running.port())) {
            node.expect("accepted");
            node.expect("accepted");
            client.send("LEAVE a:1 1\n");
            expectError(BOOM);
            node.expect("LEAVE");
            node.expect("closed: internal error");
            other.send("PING\n");
            node.expect("PING");
        }
    }

    @Test
    void messages_that_were_sent_before_an_exception_reach_other_connections() throws Exception {
        try (TcpClient client = new TcpClient(running.port()); TcpClient other = new TcpClient(running.port())) {
            CompletableFuture<Link> linkToOther = new CompletableFuture<>();
            node.when("STATUS", linkToOther::complete);
            other.send("STATUS\n");
            linkToOther.get();
            node.when("LEAVE", link -> {
                linkToOther.join().send(new Status());
                throw new IllegalStateException("boom");
            });
            client.send("LEAVE a:1 1\n");
            other.expect("STATUS");
        }
    }

    private void assertServed() throws Exception {
        node.when("STATUS", link -> link.send(new Status()));
        try (TcpClient next = new TcpClient(running.port())) {
            next.send("STATUS\n");
            next.expect("STATUS");
        }
    }

    // ---- errors that stop the node

    private void assertStopped() {
        assertThrows(IOException.class, () -> {
            while (true) {
                new TcpClient(running.port()).close();
            }
        });
    }

    @Test
    void an_error_stops_the_node() throws Exception {
        try (TcpClient client = new TcpClient(running.port())) {
            client.send("MEMBERS\n");
            expectError("node failed, handling an event: java.lang.StackOverflowError: boom");
            assertTrue(client.isClosed());
            assertStopped();
        }
    }

    @Test
    void an_exception_in_a_timer_stops_the_node() throws Exception {
        running.host().call(scripted -> scripted.environment().schedule(Duration.ZERO, () -> {
            throw new IllegalStateException("boom");
        }));
        expectError("node failed, running a timer: java.lang.IllegalStateException: boom");
        assertStopped();
    }

    @Test
    void an_exception_in_a_command_stops_the_node() throws Exception {
        running.host().execute(scripted -> {
            throw new IllegalStateException("boom");
        });
        expectError("node failed, calling the node: java.lang.IllegalStateException: boom");
        assertStopped();
    }

    @Test
    void an_exception_in_a_call_with_a_result_is_thrown_to_the_caller() throws Exception {
        assertThrows(IllegalArgumentException.class, () -> running.host().call(scripted -> {
            throw new IllegalArgumentException("wrong value");
        }));
        assertServed();
    }

    @Test
    void no_timer_runs_after_the_node_has_failed() throws Exception {
        running.host().call(scripted -> {
            scripted.environment().schedule(Duration.ZERO, () -> {
                throw new IllegalStateException("boom");
            });
            return scripted.environment().schedule(Duration.ofMillis(1), () -> scripted.record("the next timer"));
        });
        expectError("node failed, running a timer: java.lang.IllegalStateException: boom");
        assertStopped();
        assertEquals(Optional.empty(), node.poll());
    }
}
