package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A fault in the node is ours: it is told, and all goes on. */
@Timeout(20)
@Isolated
class FaultsTest {

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

    private void expectFault(String fault) throws InterruptedException {
        assertEquals(fault, running.faults().poll(5, TimeUnit.SECONDS));
    }

    @Test
    void an_exception_in_the_node_is_told() throws Exception {
        try (TcpClient client = new TcpClient(running.port())) {
            client.send("LEAVE a:1 1\n");
            expectFault(BOOM);
        }
    }

    @Test
    void after_an_exception_the_connection_goes_on() throws Exception {
        try (TcpClient client = new TcpClient(running.port())) {
            client.send("LEAVE a:1 1\n");
            expectFault(BOOM);
            node.expect("accepted");
            node.expect("LEAVE");
            client.send("PING\n");
            node.expect("PING");
        }
    }

    @Test
    void after_an_exception_the_next_line_that_has_already_come_is_heard() throws Exception {
        try (TcpClient client = new TcpClient(running.port())) {
            client.send("LEAVE a:1 1\nPING\n");
            node.expect("accepted");
            node.expect("LEAVE");
            node.expect("PING");
        }
    }

    @Test
    void an_error_in_the_node_is_told_like_an_exception() throws Exception {
        try (TcpClient client = new TcpClient(running.port())) {
            client.send("MEMBERS\n");
            expectFault("handling an event: java.lang.StackOverflowError: boom");
        }
    }

    @Test
    void an_exception_in_a_timer_is_told() throws Exception {
        running.host().call(asked -> asked.surroundings().schedule(Duration.ZERO, () -> {
            throw new IllegalStateException("boom");
        }));
        expectFault(BOOM);
    }

    @Test
    void after_an_exception_in_a_timer_the_next_timer_runs() throws Exception {
        running.host().call(asked -> {
            asked.surroundings().schedule(Duration.ZERO, () -> {
                throw new IllegalStateException("boom");
            });
            return asked.surroundings().schedule(Duration.ofMillis(1), () -> asked.tell("the next timer"));
        });
        node.expect("the next timer");
    }

    @Test
    void after_an_exception_other_connections_are_served() throws Exception {
        try (TcpClient client = new TcpClient(running.port()); TcpClient other = new TcpClient(running.port())) {
            node.expect("accepted");
            node.expect("accepted");
            client.send("LEAVE a:1 1\n");
            expectFault(BOOM);
            node.expect("LEAVE");
            other.send("PING\n");
            node.expect("PING");
        }
    }
}
