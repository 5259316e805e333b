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
    void aLineHasTimeRoleAddressEventAndValues() {
        assertEquals(Optional.of(new LogLine(OffsetDateTime.parse("2026-11-22T12:40:01.123+01:00"), "PEER", "127.0.0.1:6001",
                        "GOSSIP_RECEIVED", Map.of("id", "127.0.0.1:6002/1763815201123/0", "hops", "2",
                                "message", "[2026-11-22 12->40.01]:127.0.0.1: Message 0 [Hello from ada]"))),
                LogLine.parse(HEAD + "GOSSIP_RECEIVED id=127.0.0.1:6002/1763815201123/0 hops=2 "
                        + "message=\"[2026-11-22 12->40.01]:127.0.0.1: Message 0 [Hello from ada]\""));
    }

    @Test
    void anEventNeedsNoValues() {
        assertEquals(Map.of(), LogLine.parse(HEAD + "PEER_STOPPED").orElseThrow().values());
    }

    @Test
    void aBareValueMayBeEmptyOrHoldAnEqualsSignOrABackslash() {
        assertEquals(Map.of("a", "", "b", "x=y", "c", "\\n"), values("a= b=x=y c=\\n"));
    }

    @Test
    void escapesInQuotesAreUndone() {
        assertEquals(Map.of("m", "say \"hi\"\\\n\t\r\u001b\u00e9", "n", "1"),
                values("m=\"say \\\"hi\\\"\\\\\\n\\t\\r\\u001b\\u00E9\" n=1"));
    }

    @Test
    void aSurrogatePairMayBeWrittenPlainlyOrEscaped() {
        assertEquals(Map.of("m", "\ud83d\ude00\ud83d\ude00"), values("m=\"\ud83d\ude00\\ud83d\\ude00\""));
    }

    @Test
    void keysInsideAMessageAreText() {
        assertEquals(Map.of("id", "1", "message", "x id=2 hops=0\n" + HEAD + "PEER_STOPPED"),
                values("id=1 message=\"x id=2 hops=0\\n" + HEAD + "PEER_STOPPED\""));
    }

    @Test
    void aMessageOfManyEscapesIsReadWithoutRecursion() {
        assertEquals("\"".repeat(100_000), values("m=\"" + "\\\"".repeat(100_000) + "\"").get("m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id=1 id=2", "m=\"a\"b", "m=\"a\" id=1 m=\"b\"", "m=\"torn", "m=\"torn\\", "m=\"a\\x\"", "m=\"\\u12\"",
            "m=\"\\u+123\"", "m=a\"b", "noequals", "=nokey", "a=1  b=2", "\"k\"=1", "m=\"raw\ttab\"", "m=\"raw\u001b[2J\"", "m=a\u0000"})
    void valuesThatNoNodeWritesAreNotParsed(String values) {
        assertEquals(Optional.empty(), LogLine.parse(HEAD + "EVENT " + values));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\tat java.base/java.lang.Thread.run(Thread.java:1)", "PEER 127.0.0.1:6001 PEER_STOPPED",
            "2026-11-22T12:40:01 PEER 127.0.0.1:6001 PEER_STOPPED", "2026-13-22T12:40:01Z PEER 127.0.0.1:6001 PEER_STOPPED",
            "2026-11-22T12:40:01Z PEER", "2026-11-22T12:40:01Z PEER  PEER_STOPPED", " 2026-11-22T12:40:01Z PEER a:1 PEER_STOPPED"})
    void aLineThatIsNoEventIsNotParsed(String line) {
        assertEquals(Optional.empty(), LogLine.parse(line));
    }

    @Test
    void aCountIsAWholeNumberFromZeroOn() {
        LogLine line = LogLine.parse(HEAD + "EVENT a=0 b=-1 c=2.5 d=99999999999").orElseThrow();
        assertEquals(Optional.of(0), line.count("a"));
        List.of("b", "c", "d", "missing").forEach(key -> assertEquals(Optional.empty(), line.count(key)));
    }
}
