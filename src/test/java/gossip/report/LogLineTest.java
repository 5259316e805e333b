package gossip.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {
    private static final String HEAD = "2026-11-22T12:40:01.123+01:00 PEER 127.0.0.1:6001 ";

    private static Map<String, String> values(String text) {
        return LogLine.parse(HEAD + "EVENT " + text).orElseThrow().values();
    }

    @Test
    void a_line_has_time_role_address_event_and_values() {
        assertEquals(Optional.of(new LogLine(OffsetDateTime.parse("2026-11-22T12:40:01.123+01:00"), "PEER", "127.0.0.1:6001",
                        "GOSSIP_RECEIVED", Map.of("id", "127.0.0.1:6002/1763815201123/0", "hops", "2",
                                "message", "[2026-11-22 12->40.01]:127.0.0.1: Message 0 [Hello from ada]"))),
                LogLine.parse(HEAD + "GOSSIP_RECEIVED id=127.0.0.1:6002/1763815201123/0 hops=2 "
                        + "message=\"[2026-11-22 12->40.01]:127.0.0.1: Message 0 [Hello from ada]\""));
    }

    @Test
    void an_event_needs_no_values() {
        assertEquals(Map.of(), LogLine.parse(HEAD + "PEER_STOPPED").orElseThrow().values());
    }

    @Test
    void an_unquoted_value_may_be_empty_or_contain_an_equals_sign_or_a_backslash() {
        assertEquals(Map.of("a", "", "b", "x=y", "c", "\\n"), values("a= b=x=y c=\\n"));
    }

    @Test
    void escapes_in_quotes_are_decoded() {
        assertEquals(Map.of("m", "say \"hi\"\\\n\t\r\u001b\u00e9", "n", "1"),
                values("m=\"say \\\"hi\\\"\\\\\\n\\t\\r\\u001b\\u00E9\" n=1"));
    }

    @Test
    void a_surrogate_pair_may_be_escaped() {
        assertEquals(Map.of("m", "\ud83d\ude00\ud83d\ude00"), values("m=\"\ud83d\ude00\\ud83d\\ude00\""));
    }

    @Test
    void keys_inside_a_message_are_text() {
        assertEquals(Map.of("id", "1", "message", "x id=2 hops=0\n" + HEAD + "PEER_STOPPED"),
                values("id=1 message=\"x id=2 hops=0\\n" + HEAD + "PEER_STOPPED\""));
    }

    @Test
    void a_message_of_many_escapes_is_parsed_without_recursion() {
        assertEquals("\"".repeat(100_000), values("m=\"" + "\\\"".repeat(100_000) + "\"").get("m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id=1 id=2", "m=\"a\"b", "m=\"a\" id=1 m=\"b\"", "m=\"partial", "m=\"partial\\", "m=\"a\\x\"", "m=\"\\u12\"",
            "m=\"\\u+123\"", "m=a\"b", "noequals", "=nokey", "a=1  b=2", "\"k\"=1", "m=\"raw\ttab\"", "m=\"raw\u001b[2J\"", "m=a\u0000"})
    void values_that_no_node_writes_are_not_parsed(String values) {
        assertEquals(Optional.empty(), LogLine.parse(HEAD + "EVENT " + values));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\tat java.base/java.lang.Thread.run(Thread.java:1)", "PEER 127.0.0.1:6001 PEER_STOPPED",
            "2026-11-22T12:40:01 PEER 127.0.0.1:6001 PEER_STOPPED", "2026-13-22T12:40:01Z PEER 127.0.0.1:6001 PEER_STOPPED",
            "2026-11-22T12:40:01Z PEER", "2026-11-22T12:40:01Z PEER  PEER_STOPPED", " 2026-11-22T12:40:01Z PEER a:1 PEER_STOPPED"})
    void a_line_that_is_not_an_event_is_not_parsed(String line) {
        assertEquals(Optional.empty(), LogLine.parse(line));
    }

    @Test
    void a_line_of_json_is_the_same_event() {
        assertEquals(LogLine.parse("2026-11-22T12:40:01.123+01:00 PEER a:1 GOSSIP_RECEIVED id=b:1/2/3 hops=2 message=\"say \\\"hi\\\"\""),
                LogLine.parse("{\"time\":\"2026-11-22T12:40:01.123+01:00\",\"role\":\"PEER\",\"address\":\"a:1\","
                        + "\"event\":\"GOSSIP_RECEIVED\",\"id\":\"b:1/2/3\",\"hops\":2,\"message\":\"say \\\"hi\\\"\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"time\":\"2026-11-22T12:40:01Z\"}", "{\"a\":1,}", "{\"a\":1 }", "{\"a\":[1]}", "{\"a\":1.5}",
            "{\"time\":\"2026-11-22T12:40:01Z\",\"role\":\"PEER\",\"address\":\"a:1\",\"event\":\"X\",\"event\":\"Y\"}",
            "{\"time\":\"2026-11-22T12:40:01Z\",\"role\":\"PEER\",\"address\":\"a:1\",\"event\":\"X\""})
    void json_that_no_node_writes_is_not_parsed(String line) {
        assertEquals(Optional.empty(), LogLine.parse(line));
    }

    @Test
    void a_prefix_before_a_line_of_json_is_removed() {
        assertEquals("{\"time\":\"x\"}", LogFiles.event("peer-1  | {\"time\":\"x\"}"));
    }

    @Test
    void an_event_in_the_text_of_a_message_is_not_a_line_of_its_own() {
        String line = "peer-1  | message=\"" + HEAD + "EVENT\"";
        assertEquals(line, LogFiles.event(line));
    }

    @Test
    void a_count_is_an_integer_of_zero_or_more() {
        LogLine line = LogLine.parse(HEAD + "EVENT a=0 b=-1 c=2.5 d=99999999999").orElseThrow();
        assertEquals(Optional.of(0), line.count("a"));
        List.of("b", "c", "d", "missing").forEach(key -> assertEquals(Optional.empty(), line.count(key)));
    }
}
