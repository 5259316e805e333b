package gossip.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Message.Bye;
import gossip.protocol.Message.State;
import gossip.protocol.Utf8String;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines that a client and a node exchange over a TCP connection. */
@Timeout(20)
@Isolated
class ConnectionTest {

    private RunningNode running;
    private ScriptedNode node;
    private TcpClient client;

    @BeforeEach
    void connect() throws Exception {
        running = new RunningNode();
        node = running.node();
        client = new TcpClient(running.port());
        node.expect("accepted");
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        running.close();
    }

    private static State state(String text) {
        return new State(Utf8String.of(text));
    }

    @Test
    void a_node_can_reply_to_a_message() throws Exception {
        node.when("STATUS", link -> link.send(state("all=well")));
        client.send("STATUS\r\n");
        client.expect("STATE all=well");
    }

    @Test
    void lines_in_one_write_are_received_in_order() throws Exception {
        client.send("PING\nSTATUS\nMEMBERS\n");
        node.expect("PING");
        node.expect("STATUS");
        node.expect("MEMBERS");
    }

    @Test
    void a_line_in_two_writes_is_received_once() throws Exception {
        client.send("STATUS\nPIN");
        node.expect("STATUS");
        client.send("G 7\n");
        node.expect("PING");
    }

    @Test
    void a_close_by_the_other_side_is_reported() throws Exception {
        client.close();
        node.expect("closed: closed");
    }

    @Test
    void a_reset_by_the_other_side_is_reported() throws Exception {
        client.reset();
        node.expect("closed: connection reset");
    }

    @Test
    void part_of_a_line_before_a_close_is_ignored() throws Exception {
        client.send("PIN");
        client.close();
        node.expect("closed: closed");
    }

    // ---- closing

    @Test
    void messages_sent_before_a_close_are_written() throws Exception {
        node.when("STATUS", link -> {
            for (int i = 0; i < 2000; i++) {
                link.send(state("line " + i));
            }
            link.close();
        });
        client.send("STATUS\n");
        for (int i = 0; i < 2000; i++) {
            client.expect("STATE line " + i);
        }
        client.expectEnd();
    }

    @Test
    void messages_sent_after_a_close_are_ignored() throws Exception {
        node.when("STATUS", link -> {
            link.send(new Bye("the last line"));
            link.close();
            node.record("accepts " + link.send(state("too late")));
        });
        client.send("STATUS\n");
        node.expect("STATUS");
        node.expect("accepts true");
        client.expect("BYE the last line");
        client.expectEnd();
    }

    @Test
    void lines_after_a_close_are_not_received() throws Exception {
        node.when("STATUS", link -> link.close());
        client.send("STATUS\nPING\n");
        client.expectEnd();
        client.send("PING\n");
        client.close();
        node.expect("STATUS");
        new TcpClient(running.port()).close();
        node.expect("accepted");
    }

    @Test
    void a_client_that_has_half_closed_still_receives_the_reply() throws Exception {
        node.when("STATUS", link -> link.send(state("all=well")));
        client.send("STATUS\n");
        client.closeHalf();
        client.expect("STATE all=well");
        client.expectEnd();
    }

    // ---- malformed input

    @ParameterizedTest
    @CsvSource({
        "NONSENSE, NONSENSE: unknown verb",
        "'', verb is missing",
        "HELLO a:70000 1, HELLO: peer: port 70000 is not in 1..65535"
    })
    void a_malformed_line_is_reported_answered_and_ends_the_connection(String line, String reason) throws Exception {
        client.send(line + "\nPING\n");
        node.expect("malformed: " + reason);
        client.expect("ERROR " + reason);
        client.expectEnd();
    }

    @Test
    void a_client_that_sends_an_endless_line_can_read_the_reason_for_the_close() throws Exception {
        client.send("x".repeat(1 << 20));
        client.expect("ERROR the line is longer than 8192 bytes");
        client.expectEnd();
    }

    @Test
    void an_endless_line_is_reported_once() throws Exception {
        client.send("x".repeat(1 << 20));
        node.expect("malformed: the line is longer than 8192 bytes");
        client.close();
        new TcpClient(running.port()).close();
        node.expect("accepted");
    }

    @Test
    void an_incomplete_line_of_one_client_does_not_delay_others() throws Exception {
        client.send("PIN");
        node.when("STATUS", link -> link.send(state("all=well")));
        try (TcpClient other = new TcpClient(running.port())) {
            other.send("STATUS\n");
            other.expect("STATE all=well");
        }
    }

    // ---- a full send queue

    @Test
    void a_full_queue_refuses_messages_and_reports_when_it_has_drained() throws Exception {
        String filler = "x".repeat(8000);
        node.when("STATUS", link -> {
            int sent = 0;
            while (link.send(state(sent + " " + filler))) {
                sent++;
            }
            node.record("sent " + sent + ", above the capacity: " + (sent > SendQueue.CAPACITY / 8100));
            link.send(new Bye("lost"));
        });
        try (TcpClient slow = new TcpClient(running.port(), 4096)) {
            node.expect("accepted");
            slow.send("STATUS\n");
            node.expect("STATUS");
            int sent = Integer.parseInt(node.next().replaceAll("sent (\\d+), above the capacity: true", "$1"));
            for (int i = 0; i < sent; i++) {
                assertTrue(slow.read().startsWith("STATE " + i + " "));
            }
            node.expect("drained");
        }
    }
}
