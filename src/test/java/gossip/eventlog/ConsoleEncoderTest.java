package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import gossip.protocol.Address;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleEncoderTest {

    private static final String MESSAGE = "[2026-02-26 19->39.24]:127.0.0.1: Message 0 [%s]";

    private final NodeNames names = new NodeNames(2);

    @BeforeEach
    void nameNodes() {
        names.put(new Address("127.0.0.1", 6001), "ada");
        names.put(new Address("127.0.0.1", 6002), "alan");
    }

    private static ILoggingEvent event(String name, Object... keysAndValues) {
        return event("PEER", new Address("127.0.0.1", 6001), name, keysAndValues);
    }

    private static ILoggingEvent event(String role, Address self, String name, Object... keysAndValues) {
        return new NodeEvent(System.currentTimeMillis(), role, self, name, keysAndValues);
    }

    private String shown(ConsoleMode mode, ILoggingEvent event) {
        return new String(new ConsoleEncoder(mode, false, names).encode(event), StandardCharsets.UTF_8);
    }

    /** Returns the sentence without the time. */
    private String sentence(ILoggingEvent event) {
        String line = shown(ConsoleMode.EVENTS, event);
        assertTrue(line.matches("(?s)\\d\\d:\\d\\d:\\d\\d .*\n"), line);
        return line.substring(9).stripTrailing();
    }

    @Test
    void a_message_is_shown_with_the_name_of_its_origin_and_without_its_frame() {
        assertEquals("alan: Hello [world]", sentence(event("GOSSIP_RECEIVED", "id", "127.0.0.1:6002/1/0",
                "from", "127.0.0.1:6003", "hops", 2, "message", String.format(MESSAGE, "Hello [world]"))));
        assertEquals("ada: Hello", sentence(event("GOSSIP_GENERATED", "id", "127.0.0.1:6001/1/0",
                "message", String.format(MESSAGE, "Hello"))));
        assertEquals("127.0.0.1:9: other form", sentence(event("GOSSIP_RECEIVED", "id", "127.0.0.1:9/1/0",
                "message", "other form")));
    }

    @Test
    void names_beyond_the_capacity_are_ignored_and_known_ones_change() {
        names.put(new Address("127.0.0.1", 6003), "grace");
        names.put(new Address("127.0.0.1", 6002), "turing");
        assertEquals("PING to 127.0.0.1:6003", sentence(event("PING_SENT", "peer", "127.0.0.1:6003")));
        assertEquals("PING to turing", sentence(event("PING_SENT", "peer", "127.0.0.1:6002")));
    }

    @Test
    void a_miss_names_the_peer_and_counts() {
        assertEquals("alan does not answer (2 of 3)",
                sentence(event("PING_MISSED", "peer", "127.0.0.1:6002", "misses", 2, "of", 3)));
    }

    @Test
    void an_unknown_event_is_shown_with_its_keys() {
        assertEquals("NEW_EVENT a=1 b=two", sentence(event("NEW_EVENT", "a", 1, "b", "two")));
        assertEquals("", shown(ConsoleMode.QUIET, event("NEW_EVENT")));
        assertTrue(shown(ConsoleMode.QUIET, event("FILE_DAMAGED", "a", 1)).endsWith("FILE_DAMAGED a=1\n"));
    }

    @Test
    void a_line_fits_in_80_columns_also_with_wide_characters() {
        for (String text : List.of("x".repeat(500), "\u4e16".repeat(500), "\ud83d\ude00".repeat(500))) {
            String line = shown(ConsoleMode.EVENTS, event("GOSSIP_RECEIVED", "id", "a:1/1/0", "message", text));
            int columns = line.strip().codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum();
            assertTrue(columns <= 79 && columns >= 77, line);
            assertTrue(line.endsWith("...\n"), line);
        }
    }

    @Test
    void a_message_cannot_control_the_terminal() {
        assertEquals("alan: a?[31mb?c?d", sentence(event("GOSSIP_RECEIVED", "id", "127.0.0.1:6002/1/0",
                "message", "a\033[31mb\nc\u202ed")));
    }

    @Test
    void brief_leaves_out_routine_and_quiet_shows_only_what_must_be_known() {
        ILoggingEvent ping = event("PING_SENT", "peer", "127.0.0.1:6002");
        ILoggingEvent message = event("GOSSIP_GENERATED", "id", "a:1/1/0", "message", "Hello");
        ILoggingEvent death = event("NEIGHBOR_DEAD", "peer", "127.0.0.1:6002", "incarnation", 1L);
        assertEquals("", shown(ConsoleMode.BRIEF, ping));
        assertTrue(shown(ConsoleMode.BRIEF, message).endsWith("Hello\n"));
        assertEquals("", shown(ConsoleMode.QUIET, message));
        assertTrue(shown(ConsoleMode.QUIET, death).endsWith("alan is dead\n"));
        assertTrue(shown(ConsoleMode.QUIET, NodeEvent.notice("file", "FILE_FAILED", "file", "f", "reason", "full"))
                .endsWith("file: FILE_FAILED reason=full\n"));
    }

    @Test
    void a_row_ends_at_a_space() {
        assertEquals("""
                bad input from 127.0.0.1:35282: the connection begins with TLS, and
                         this node runs without --tls""", sentence(event("BAD_INPUT", "from", "127.0.0.1:35282",
                "reason", "the connection begins with TLS, and this node runs without --tls")));
    }

    @Test
    void a_warning_takes_several_rows_rather_than_being_cut() {
        String lines = shown(ConsoleMode.QUIET,
                event("SEED_UNREACHABLE", "seed", "127.0.0.1:5000", "reason", "x".repeat(80)));
        assertEquals(2, lines.lines().count());
        assertTrue(lines.lines().allMatch(line -> line.length() <= 79), lines);
    }

    @Test
    void the_time_and_routine_are_dimmed() {
        String line = new String(new ConsoleEncoder(ConsoleMode.EVENTS, true, names)
                .encode(event("PING_SENT", "peer", "127.0.0.1:6002")), StandardCharsets.UTF_8);
        assertTrue(line.matches("\033\\[2m\\d\\d:\\d\\d:\\d\\d \033\\[0m\033\\[2mPING to alan\033\\[0m\n"), line);
    }

    @Test
    void lines_of_several_nodes_in_a_process_name_their_node() {
        ConsoleEncoder encoder = new ConsoleEncoder(ConsoleMode.EVENTS, false, names);
        encoder.encode(event("JOINED", "neighbors", 2));
        String line = new String(encoder.encode(event("PEER", new Address("127.0.0.1", 6002), "JOINED",
                "neighbors", 1)), StandardCharsets.UTF_8);
        assertTrue(line.endsWith("[alan] joined with 1 neighbor\n"), line);
    }
}
