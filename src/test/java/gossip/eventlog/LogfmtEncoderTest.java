package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import gossip.report.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogfmtEncoderTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

    private static String encoded(LoggingEvent event) {
        event.setInstant(NOON);
        return encode(event);
    }

    private static String encode(ILoggingEvent event) {
        return new String(new LogfmtEncoder().encode(event), StandardCharsets.UTF_8);
    }

    private static String encoded(String name, Map<String, ?> values) {
        return encode(Events.ofPeer(NOON.toEpochMilli(), name, values));
    }

    /** Returns the part of the line after the time. */
    private static String afterTime(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }

    private static String value(String value) {
        String line = encoded("EVENT", Map.of("key", value));
        return line.substring(line.indexOf("key=") + 4, line.length() - 1);
    }

    // ---- the line

    @Test
    void a_line_has_role_address_event_and_values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", "a:1/2/3");
        values.put("hops", 2);
        values.put("message", "[Hello from ada]");
        assertEquals("PEER 127.0.0.1:6001 GOSSIP_RECEIVED id=a:1/2/3 hops=2 message=\"[Hello from ada]\"\n",
                afterTime(encoded("GOSSIP_RECEIVED", values)));
    }

    @Test
    void an_event_without_values_ends_with_its_name() {
        assertEquals("PEER 127.0.0.1:6001 SEED_STARTED\n", afterTime(encoded("SEED_STARTED", Map.of())));
    }

    @Test
    void a_line_starts_with_the_time_in_milliseconds() {
        String time = encoded("EVENT", Map.of()).split(" ")[0];
        assertTrue(time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:00\\.123[+-]\\d\\d:\\d\\d"), time);
    }

    @Test
    void the_time_is_the_instant_of_the_event() {
        assertEquals(Instant.parse("2026-11-22T12:00:00.123Z"),
                LogLine.parse(encoded("EVENT", Map.of()).stripTrailing()).orElseThrow().time().toInstant());
    }

    @Test
    void times_in_any_order_are_formatted_correctly() {
        LogfmtEncoder encoder = new LogfmtEncoder();
        DateTimeFormatter whole = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT)
                .withZone(ZoneId.systemDefault());
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            int seconds = random.nextInt(20) == 0 ? random.nextInt() : 0;
            Instant time = NOON.plusMillis(random.nextInt(3_000)).plusSeconds(seconds);
            LoggingEvent event = Events.plain("event", null);
            event.setInstant(time);
            assertEquals(whole.format(time), new String(encoder.encode(event), StandardCharsets.UTF_8).split(" ")[0],
                    "seed 1, time " + i);
        }
    }

    // ---- quoting

    @ParameterizedTest
    @ValueSource(strings = {"word", "127.0.0.1:6001", "a/b,c;d'e", "[::1]:6001", "{}"})
    void a_word_is_not_quoted(String word) {
        assertEquals(word, value(word));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            two words | "two words"
            ``        | ""
            ` `       | " "
            k=v       | "k=v"
            say "hi"  | "say \\"hi\\""
            back\\    | "back\\\\"
            \u00e9    | "\u00e9"
            """)
    void a_value_that_is_not_one_word_is_quoted(String value, String written) {
        assertEquals(written, value(value));
    }

    @ParameterizedTest
    @CsvSource({"10, n", "13, r", "9, t", "0, u0000", "27, u001b", "127, u007f", "133, u0085", "8232, u2028",
        "8233, u2029", "8238, u202e", "8294, u2066", "8203, u200b", "65279, ufeff", "173, u00ad",
        "917505, udb40\\udc01"})
    void control_and_format_characters_are_escaped(int character, String escape) {
        assertEquals("\"a\\" + escape + "b\"", value("a" + Character.toString(character) + "b"));
    }

    @Test
    void no_other_character_is_escaped() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean escaped = Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || c == '"' || c == '\\'
                    || Character.getType(c) == Character.FORMAT;
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                assertEquals(escaped, value(" " + Character.toString(c)).charAt(2) == '\\', "character " + c);
            }
        }
    }

    @Test
    void a_null_value_is_the_word_null() {
        assertEquals("PEER 127.0.0.1:6001 EVENT key=null\n",
                afterTime(encoded("EVENT", Collections.singletonMap("key", null))));
    }

    // ---- forged lines

    @ParameterizedTest
    @ValueSource(strings = {"x\n2026-11-22T12:40:01Z SEED a:1 PEER_REMOVED peer=b:1", "x\r\nforged", "\n",
        "\u2028forged", "\u0085forged", "\" hops=0 x=\"", "\\\" hops=0 x=\\\"", "\\", "\\\\\" id=2", "\u202ereversed"})
    void a_message_remains_one_value_of_one_line(String message) {
        String line = encoded("EVENT", Map.of("message", message));
        assertEquals(Optional.of(Map.of("message", message)),
                LogLine.parse(line.substring(0, line.length() - 1)).map(LogLine::values));
    }

    @Test
    void a_reader_gets_the_logged_values() {
        String alphabet = "ab \"\\=\n\r\t\u0000\u001b\u007f\u0085\u2028\u00e9\u4e16nu0";
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            Map<String, String> values = new LinkedHashMap<>();
            for (int key = random.nextInt(4); key > 0; key--) {
                values.put("key" + key, text(alphabet, random));
            }
            String line = encoded("EVENT", values);
            assertEquals(Optional.of(values), LogLine.parse(line.substring(0, line.length() - 1)).map(LogLine::values),
                    "seed 1, line " + i + ": " + line);
        }
    }

    private static String text(String alphabet, Random random) {
        return random.ints(random.nextInt(12), 0, alphabet.length())
                .collect(StringBuilder::new, (text, at) -> text.append(alphabet.charAt(at)), StringBuilder::append)
                .toString();
    }

    // ---- internal errors

    @Test
    void an_internal_error_is_one_line_with_its_stack_trace() {
        String line = encoded(Events.plain("handling an event", new IllegalStateException("two\nlines")));
        String expected = "INFO gossip message=\"handling an event\" stack=\"java.lang.IllegalState";
        assertTrue(afterTime(line).startsWith(expected), line);
        assertEquals(1, line.lines().count(), line);
    }

    @Test
    void an_internal_error_is_not_parsed_as_an_event() {
        String line = encoded(Events.plain("handling an event", new IllegalStateException("boom")));
        assertEquals(Optional.empty(), LogLine.parse(line.stripTrailing()));
    }
}
