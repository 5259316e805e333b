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

/** What makes another copy of a message cheap. */
class DecodeCacheTest {

    private static final String LINE = "GOSSIP 2 127.0.0.1:6001/1795362053287/7 [a text] caf\u00e9";

    private final DecodeCache decodeCache = new DecodeCache();

    private Optional<Payload> find(String line) {
        // Not at the beginning of its buffer, as in life.
        byte[] buffer = ("PING\n" + line + "\nPING\n").getBytes(StandardCharsets.UTF_8);
        return decodeCache.find(buffer, 5, buffer.length - 6);
    }

    private Gossip hear(String line) throws ProtocolException {
        byte[] buffer = line.getBytes(StandardCharsets.UTF_8);
        return decodeCache.remember((Gossip) Codec.decode(buffer, 0, buffer.length));
    }

    private static String wire(Message message) {
        LineBuffer line = new LineBuffer();
        Codec.encode(message, line);
        return line.toString();
    }

    @Test
    void what_was_never_heard_is_not_known() {
        assertEquals(Optional.empty(), find(LINE));
    }

    @Test
    void another_copy_is_known_whatever_way_it_came() throws Exception {
        Gossip first = hear(LINE);
        assertSame(first.payload(), find(LINE.replace("GOSSIP 2", "GOSSIP 9999999")).orElseThrow());
    }

    @Test
    void another_copy_keeps_its_own_hops() throws Exception {
        Payload payload = hear(LINE).payload();
        String copy = LINE.replace("GOSSIP 2", "GOSSIP 31");
        assertEquals(31, DecodeCache.gossip(payload, copy.getBytes(StandardCharsets.UTF_8), 0).hops());
    }

    @Test
    void what_goes_on_is_what_came_in_with_one_more_hop() throws Exception {
        assertEquals(LINE.replace("GOSSIP 2", "GOSSIP 3") + "\n", wire(hear(LINE).onward()));
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
    void a_line_that_differs_is_not_taken_for_a_copy(String line) throws Exception {
        hear(LINE);
        assertEquals(Optional.empty(), find(line));
    }

    @Test
    void of_many_messages_most_are_remembered_and_each_that_is_found_is_the_right_one() throws Exception {
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            hear("GOSSIP 1 127.0.0.1:6001/1795362053287/" + i + " text");
        }
        for (int i = 0; i < 20_000; i++) {
            Optional<Payload> rumor = find("GOSSIP 4 127.0.0.1:6001/1795362053287/" + i + " text");
            int sequence = i;
            found += rumor.isPresent() ? 1 : 0;
            rumor.ifPresent(known -> assertEquals(sequence, known.id().sequence()));
        }
        assertTrue(found > 18_000, "found " + found);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 7_000})
    void it_stays_below_its_capacity_whatever_comes_in_and_keeps_what_fits(int length) throws Exception {
        String text = "x".repeat(length);
        int fitting = DecodeCache.CAPACITY / (length + 150);
        for (int i = 0; i < 2 * fitting; i++) {
            hear("GOSSIP 1 127.0.0.1:6001/1795362053287/" + i + " " + text);
            assertTrue(decodeCache.size() <= DecodeCache.CAPACITY, "after " + i);
        }
        assertTrue(decodeCache.size() > DecodeCache.CAPACITY / 2, "size " + decodeCache.size());
    }

    @Test
    void what_two_nodes_decode_at_once_is_held_once() throws Exception {
        assertSame(hear(LINE).payload(), hear(LINE.replace("GOSSIP 2", "GOSSIP 3")).payload());
    }

    @Test
    void messages_of_one_origin_share_what_names_it() throws Exception {
        PeerId one = hear("GOSSIP 1 127.0.0.1:6001/5/0 text").id().origin();
        assertSame(one, hear("GOSSIP 1 127.0.0.1:6001/5/1 text").id().origin());
        assertNotEquals(one, hear("GOSSIP 1 127.0.0.1:6001/6/0 text").id().origin());
    }
}
