package gossip.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.peer.broadcast.Dissemination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages are those of the documentation of Maelstrom: {@code doc/protocol.md} and {@code doc/workloads.md}. */
class BroadcastServerTest {

    private static final String INIT = body("\"type\":\"init\",\"msg_id\":1,\"node_id\":\"n3\","
            + "\"node_ids\":[\"n1\",\"n2\",\"n3\"]");
    private static final String TOPOLOGY = body("\"type\":\"topology\",\"msg_id\":2,\"topology\":"
            + "{\"n1\":[\"n2\"],\"n2\":[\"n1\",\"n3\"],\"n3\":[\"n2\"]}");

    private final List<String> sent = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final BroadcastServer server = new BroadcastServer(new Clock(Instant.EPOCH), new SplittableRandom(1),
            Dissemination.FLOOD, sent::add, log::add);

    private static String body(String fields) {
        return "{\"src\":\"c1\",\"dest\":\"n3\",\"body\":{" + fields + "}}";
    }

    private static String reply(String fields) {
        return "{\"src\":\"n3\",\"dest\":\"c1\",\"body\":{" + fields + "}}";
    }

    /** Returns the last message that the server sent after this one. */
    private String answer(String message) {
        server.received(message);
        return sent.getLast();
    }

    @Test
    void the_requests_of_the_workload_are_answered_as_documented() {
        assertEquals(reply("\"type\":\"init_ok\",\"in_reply_to\":1"), answer(INIT));
        assertEquals(reply("\"type\":\"topology_ok\",\"in_reply_to\":2"), answer(TOPOLOGY));
        assertEquals(reply("\"type\":\"broadcast_ok\",\"in_reply_to\":3"),
                answer(body("\"type\":\"broadcast\",\"message\":1000,\"msg_id\":3")));
        assertEquals(reply("\"type\":\"broadcast_ok\",\"in_reply_to\":4"),
                answer(body("\"type\":\"broadcast\",\"message\":{\"a\":[\"] [{\",null]},\"msg_id\":4")));
        assertEquals(reply("\"type\":\"read_ok\",\"messages\":[1000,{\"a\":[\"] [{\",null]}],\"in_reply_to\":5"),
                answer(body("\"type\":\"read\",\"msg_id\":5")));
    }

    @Test
    void a_node_dials_only_the_neighbors_that_stand_before_it() {
        server.received(INIT);
        server.received(TOPOLOGY);
        assertEquals("{\"src\":\"n3\",\"dest\":\"n2\",\"body\":{\"type\":\"link\",\"link\":\"n3/0\",\"seq\":0,"
                + "\"kind\":\"open\",\"line\":\"\",\"next\":0}}", sent.get(1));
        assertEquals(3, sent.size());
    }

    @Test
    void requests_that_cannot_be_served_get_an_error_with_the_code_of_maelstrom() {
        assertTrue(answer(TOPOLOGY).contains("\"code\":11"), sent::getLast);
        assertTrue(answer(body("\"type\":\"init\",\"msg_id\":1,\"node_id\":\"n9\",\"node_ids\":[\"n1\"]"))
                .contains("\"code\":12"), sent::getLast);
        server.received(INIT);
        assertTrue(answer(body("\"type\":\"broadcast\",\"message\":1,\"msg_id\":3")).contains("\"code\":11"),
                sent::getLast);
        assertTrue(answer(body("\"type\":\"cas\",\"msg_id\":4")).contains("\"code\":10"), sent::getLast);
        server.received(TOPOLOGY);
        assertTrue(answer(body("\"type\":\"broadcast\",\"msg_id\":5")).contains("\"code\":12"), sent::getLast);
        assertTrue(answer(body("\"type\":\"broadcast\",\"msg_id\":6,\"message\":\"" + "x".repeat(9000) + "\""))
                .contains("\"code\":12"), sent::getLast);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "nonsense", "{\"src\":1,\"body\":{}}",
        "{\"src\":\"n1\",\"body\":{\"type\":\"link\"}}",
        "{\"src\":\"n1\",\"body\":{\"type\":\"link\",\"link\":\"x\",\"seq\":0,\"kind\":\"x\","
            + "\"line\":\"\",\"next\":0}}"})
    void a_message_that_cannot_be_read_is_logged_and_ignored(String line) {
        server.received(INIT);
        server.received(TOPOLOGY);
        int before = sent.size();
        int logged = log.size();
        server.received(line);
        assertEquals(before, sent.size());
        assertEquals(logged + 1, log.size());
    }
}
