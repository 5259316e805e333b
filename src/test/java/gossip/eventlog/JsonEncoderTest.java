package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import gossip.report.LogLine;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonEncoderTest {

    private static String encoded(ILoggingEvent event) {
        return new String(new JsonEncoder().encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void a_line_is_an_object_with_numbers_and_strings() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("hops", 2);
        values.put("message", "a \"b\"\n\u202e");
        String line = encoded(Events.ofPeer("GOSSIP_RECEIVED", values));
        assertTrue(line.matches("\\{\"time\":\"[-+.:T\\d]{29}\",\"role\":\"PEER\",\"address\":\"127.0.0.1:6001\",.*}\n"), line);
        assertTrue(line.endsWith(",\"event\":\"GOSSIP_RECEIVED\",\"hops\":2,\"message\":\"a \\\"b\\\"\\n\\u202e\"}\n"), line);
    }

    @Test
    void the_report_reads_the_same_from_both_formats() {
        ILoggingEvent event = Events.ofPeer("EVENT", Map.of("key", "a \\ \"=\t\u0000 \ud83d\ude00", "count", 12L));
        String logfmt = new String(new LogfmtEncoder().encode(event), StandardCharsets.UTF_8);
        assertEquals(LogLine.parse(logfmt.stripTrailing()), LogLine.parse(encoded(event).stripTrailing()));
    }

    @Test
    void an_internal_error_is_an_object_that_is_not_an_event() {
        String line = encoded(Events.plain("handling an event", new IllegalStateException("boom")));
        assertTrue(line.contains("\"level\":\"INFO\",\"logger\":\"gossip\",\"message\":\"handling an event\",\"stack\":\"java"), line);
        assertTrue(LogLine.parse(line.stripTrailing()).isEmpty());
    }
}
