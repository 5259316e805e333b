package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** An exception or error that the node throws is reported, and the host continues. */
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
    void after_an_exception_the_connection_stays_open() throws Exception {
        try (TcpClient client = new TcpClient(running.port())) {
            client.send("LEAVE a:1 1\n");
            expectError(BOOM);
            node.expect("accepted");
            node.expect("LEAVE");
            client.send("PING\n");
            node.expect("PING");
        }
    }

    @Test
    void after_an_exception_the_next_line_of_the_same_read_is_received() throws Exception {
        try (TcpClient client = new TcpClient(running.port())) {
            client.send("LEAVE a:1 1\nPING\n");
            node.expect("accepted");
            node.expect("LEAVE");
            node.expect("PING");
        }
    }

    @Test
    void an_error_in_the_node_is_reported_like_an_exception() throws Exception {
        try (TcpClient client = new TcpClient(running.port())) {
            client.send("MEMBERS\n");
            expectError("handling an event: java.lang.StackOverflowError: boom");
        }
    }

    @Test
    void an_exception_in_a_timer_is_reported() throws Exception {
        running.host().call(scripted -> scripted.environment().schedule(Duration.ZERO, () -> {
            throw new IllegalStateException("boom");
        }));
        expectError(BOOM);
    }

    @Test
    void after_an_exception_in_a_timer_the_next_timer_runs() throws Exception {
        running.host().call(scripted -> {
            scripted.environment().schedule(Duration.ZERO, () -> {
                throw new IllegalStateException("boom");
            });
            return scripted.environment().schedule(Duration.ofMillis(1), () -> scripted.record("the next timer"));
        });
        node.expect("the next timer");
    }

    @Test
    void after_an_exception_other_connections_are_served() throws Exception {
        try (TcpClient client = new TcpClient(running.port()); TcpClient other = new TcpClient(running.port())) {
            node.expect("accepted");
            node.expect("accepted");
            client.send("LEAVE a:1 1\n");
            expectError(BOOM);
            node.expect("LEAVE");
            other.send("PING\n");
            node.expect("PING");
        }
    }
}
