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

/** What a client and a node say to each other over a real connection. */
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
    void a_question_is_answered() throws Exception {
        node.when("STATUS", link -> link.send(state("all=well")));
        client.send("STATUS\r\n");
        client.expect("STATE all=well");
    }

    @Test
    void lines_in_one_write_are_heard_in_order() throws Exception {
        client.send("PING\nSTATUS\nMEMBERS\n");
        node.expect("PING");
        node.expect("STATUS");
        node.expect("MEMBERS");
    }

    @Test
    void a_line_in_two_writes_is_heard_once() throws Exception {
        client.send("STATUS\nPIN");
        node.expect("STATUS");
        client.send("G 7\n");
        node.expect("PING");
    }

    @Test
    void the_end_of_the_other_side_is_told() throws Exception {
        client.close();
        node.expect("closed: closed");
    }

    @Test
    void a_reset_by_the_other_side_is_told() throws Exception {
        client.reset();
        node.expect("closed: connection reset");
    }

    @Test
    void half_a_line_and_a_close_is_nothing_but_the_close() throws Exception {
        client.send("PIN");
        client.close();
        node.expect("closed: closed");
    }

    // ---- closing

    @Test
    void what_was_sent_before_the_close_still_goes_out() throws Exception {
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
    void what_is_sent_after_the_close_is_ignored() throws Exception {
        node.when("STATUS", link -> {
            link.send(new Bye("the last line"));
            link.close();
            node.tell("accepts " + link.send(state("too late")));
        });
        client.send("STATUS\n");
        node.expect("STATUS");
        node.expect("accepts true");
        client.expect("BYE the last line");
        client.expectEnd();
    }

    @Test
    void what_comes_in_after_the_close_is_not_heard() throws Exception {
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
    void a_client_that_has_closed_its_half_still_gets_its_answer() throws Exception {
        node.when("STATUS", link -> link.send(state("all=well")));
        client.send("STATUS\n");
        client.closeHalf();
        client.expect("STATE all=well");
        client.expectEnd();
    }

    // ---- bad input

    @ParameterizedTest
    @CsvSource({"NONSENSE, NONSENSE: unknown verb", "'', verb is missing", "HELLO a:70000 1, HELLO: peer: port 70000 is not in 1..65535"})
    void a_bad_line_is_told_answered_and_the_end(String line, String reason) throws Exception {
        client.send(line + "\nPING\n");
        node.expect("malformed: " + reason);
        client.expect("ERROR " + reason);
        client.expectEnd();
    }

    @Test
    void a_client_that_goes_on_with_an_endless_line_can_still_read_why_it_was_cut_off() throws Exception {
        client.send("x".repeat(1 << 20));
        client.expect("ERROR the line is longer than 8192 bytes");
        client.expectEnd();
    }

    @Test
    void an_endless_line_is_malformed_once() throws Exception {
        client.send("x".repeat(1 << 20));
        node.expect("malformed: the line is longer than 8192 bytes");
        client.close();
        new TcpClient(running.port()).close();
        node.expect("accepted");
    }

    @Test
    void while_one_client_is_silent_amid_a_line_others_are_served() throws Exception {
        client.send("PIN");
        node.when("STATUS", link -> link.send(state("all=well")));
        try (TcpClient other = new TcpClient(running.port())) {
            other.send("STATUS\n");
            other.expect("STATE all=well");
        }
    }

    // ---- a reader that does not read

    @Test
    void a_full_queue_refuses_and_once_it_is_read_tells_that_it_has_drained() throws Exception {
        String filler = "x".repeat(8000);
        node.when("STATUS", link -> {
            int sent = 0;
            while (link.send(state(sent + " " + filler))) {
                sent++;
            }
            node.tell("sent " + sent + ", more than the capacity: " + (sent > SendQueue.CAPACITY / 8100));
            link.send(new Bye("lost"));
        });
        try (TcpClient slow = new TcpClient(running.port(), 4096)) {
            node.expect("accepted");
            slow.send("STATUS\n");
            node.expect("STATUS");
            int sent = Integer.parseInt(node.next().replaceAll("sent (\\d+), more than the capacity: true", "$1"));
            for (int i = 0; i < sent; i++) {
                assertTrue(slow.read().startsWith("STATE " + i + " "));
            }
            node.expect("drained");
        }
    }
}
