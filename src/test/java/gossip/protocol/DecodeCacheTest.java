package gossip.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Message.Gossip;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodeCacheTest {

    private static final String LINE = "GOSSIP 2 127.0.0.1:6001/1795362053287/7 [a text] caf\u00e9";

    private final DecodeCache decodeCache = new DecodeCache();

    private Optional<Payload> find(String line) {
        // Connections read lines at any position of their buffer.
        byte[] buffer = ("PING\n" + line + "\nPING\n").getBytes(StandardCharsets.UTF_8);
        return decodeCache.find(buffer, 5, buffer.length - 6);
    }

    private Gossip receive(String line) throws ProtocolException {
        byte[] buffer = line.getBytes(StandardCharsets.UTF_8);
        return decodeCache.remember((Gossip) Codec.decode(buffer, 0, buffer.length));
    }

    private static String encode(Message message) {
        LineBuffer line = new LineBuffer();
        Codec.encode(message, line);
        return line.toString();
    }

    @Test
    void an_unknown_message_is_not_found() {
        assertEquals(Optional.empty(), find(LINE));
    }

    @Test
    void another_copy_is_found_whatever_its_hops() throws Exception {
        Gossip first = receive(LINE);
        assertSame(first.payload(), find(LINE.replace("GOSSIP 2", "GOSSIP 9999999")).orElseThrow());
    }

    @Test
    void a_copy_has_its_own_hops() throws Exception {
        Payload payload = receive(LINE).payload();
        String copy = LINE.replace("GOSSIP 2", "GOSSIP 31");
        assertEquals(31, DecodeCache.gossip(payload, copy.getBytes(StandardCharsets.UTF_8), 0).hops());
    }

    @Test
    void a_forwarded_message_is_the_received_one_with_one_more_hop() throws Exception {
        assertEquals(LINE.replace("GOSSIP 2", "GOSSIP 3") + "\n", encode(receive(LINE).onward()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GOSSIP 2 127.0.0.1:6001/1795362053287/8 [a text] caf\u00e9",
        "GOSSIP 2 127.0.0.1:6001/1795362053288/7 [a text] caf\u00e9",
        "GOSSIP 2 127.0.0.1:6001/1795362053287/7 [a text] cafe",
        "GOSSIP 2 127.0.0.1:6001/1795362053287/7 [a text] caf\u00e9 ",
        "GOSSIP x 127.0.0.1:6001/1795362053287/7 [a text] caf\u00e9",
        "GOSSIP -2 127.0.0.1:6001/1795362053287/7 [a text] caf\u00e9",
        "GOSSIP 10000000 127.0.0.1:6001/1795362053287/7 [a text] caf\u00e9",
        "GOSSIP  127.0.0.1:6001/1795362053287/7 [a text] caf\u00e9",
        "GOSSIP2 127.0.0.1:6001/1795362053287/7 [a text] caf\u00e9",
        "GOSSIP 2", "GOSSIP 2 ", "GOSSIP ", "GOSSIP", "PING 7", ""})
    void a_different_line_is_not_found(String line) throws Exception {
        receive(LINE);
        assertEquals(Optional.empty(), find(line));
    }

    @Test
    void of_many_messages_most_are_found_and_each_with_the_right_payload() throws Exception {
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            receive("GOSSIP 1 127.0.0.1:6001/1795362053287/" + i + " text");
        }
        for (int i = 0; i < 20_000; i++) {
            Optional<Payload> payload = find("GOSSIP 4 127.0.0.1:6001/1795362053287/" + i + " text");
            int sequence = i;
            found += payload.isPresent() ? 1 : 0;
            payload.ifPresent(known -> assertEquals(sequence, known.id().sequence()));
        }
        assertTrue(found > 18_000, "found " + found);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 7_000})
    void the_size_stays_within_the_capacity_and_uses_at_least_half_of_it(int length) throws Exception {
        String text = "x".repeat(length);
        int fitting = DecodeCache.CAPACITY / (length + 150);
        for (int i = 0; i < 2 * fitting; i++) {
            receive("GOSSIP 1 127.0.0.1:6001/1795362053287/" + i + " " + text);
            assertTrue(decodeCache.size() <= DecodeCache.CAPACITY, "size after message " + i);
        }
        assertTrue(decodeCache.size() > DecodeCache.CAPACITY / 2, "size " + decodeCache.size());
    }

    @Test
    void two_nodes_that_decode_the_same_message_share_its_payload() throws Exception {
        assertSame(receive(LINE).payload(), receive(LINE.replace("GOSSIP 2", "GOSSIP 3")).payload());
    }

    @Test
    void messages_of_one_origin_share_its_id() throws Exception {
        Origin origin = receive("GOSSIP 1 127.0.0.1:6001/5/0 text").id().origin();
        assertSame(origin, receive("GOSSIP 1 127.0.0.1:6001/5/1 text").id().origin());
        assertNotEquals(origin, receive("GOSSIP 1 127.0.0.1:6001/6/0 text").id().origin());
    }
}
