package gossip.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Message.Rejected;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the error for an invalid line names the verb and the field. */
class BadLinesTest {

    private static final Set<String> NUMBERS = Set.of("hops", "token", "incarnation", "start", "version",
            "degree", "published", "count", "next", "horizon", "age", "end", "lease", "most", "total", "listed", "time");
    private static final Set<String> ADDRESSES = Set.of("peer", "origin", "reporter", "address");

    private static String errorOf(String line) {
        return assertThrows(ProtocolException.class, () -> Lines.decode(line), () -> start(line)).getMessage();
    }

    private static String start(String line) {
        return line.substring(0, Math.min(line.length(), 80));
    }

    private static void assertError(String line, String prefix) {
        String error = errorOf(line);
        assertTrue(error.startsWith(prefix), () -> start(line) + "\n gave: " + error + "\n not: " + prefix);
    }

    /** Returns the fields of all verbs that the filter accepts, each with its example, its index and its name. */
    private static Stream<Arguments> fields(BiPredicate<Example, String> filter) {
        return Example.ALL.stream().flatMap(example -> IntStream.range(0, example.fields().size())
                .filter(i -> filter.test(example, example.fields().get(i)))
                .mapToObj(i -> Arguments.of(example, i, example.fields().get(i).replace("?", ""))));
    }

    static Stream<Arguments> requiredFields() {
        return fields((example, name) ->
                !name.endsWith("?") && !(name.equals("text") && !example.verb().equals("GOSSIP")));
    }

    static Stream<Arguments> numbers() {
        return fields((example, name) -> NUMBERS.contains(name.replace("?", "")));
    }

    static Stream<Arguments> addresses() {
        return fields((example, name) -> ADDRESSES.contains(name.replace("?", "")));
    }

    static Stream<Arguments> digests() {
        return fields((example, name) -> name.startsWith("digest"));
    }

    static Stream<Example> closedLines() {
        return Example.ALL.stream().filter(example -> !example.isOpenEnded());
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void the_error_names_a_missing_field(Example example, int field, String name) {
        assertEquals(example.verb() + ": " + name + " is missing", errorOf(example.before(field)));
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void a_field_between_two_spaces_is_missing(Example example, int field, String name) {
        if (!name.equals("reason") && !name.equals("pairs") && !name.equals("text")) {
            assertEquals(example.verb() + ": " + name + " is missing", errorOf(example.with(field, "")));
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void the_error_names_a_wrong_number_and_the_allowed_range(Example example, int field, String name) {
        for (String wrong : List.of("-1", "+1", "1.5", "x", "0x10", "1e3", "\u0661", "9223372036854775808",
                "18446744073709551617", "00000000000000000001")) {
            String shown = wrong.substring(0, Math.min(wrong.length(), 24));
            assertError(example.with(field, wrong),
                    example.verb() + ": " + name + " '" + shown + "' is not a number in ");
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void the_error_names_a_wrong_address(Example example, int field, String name) {
        for (String wrong : List.of(
                "ada:70000", "ada:0", "ada:-1", "ada:x", "ada:", "ada", ":1", "[]:1", "::1:6001", "a,b:1")) {
            assertError(example.with(field, wrong), example.verb() + ": " + name + ": ");
        }
    }

    @ParameterizedTest
    @MethodSource("digests")
    void the_error_names_a_wrong_digest(Example example, int field, String name) {
        for (String wrong : List.of("x", "-1", "0x1", "12345678901234567")) {
            assertEquals(example.verb() + ": digest '" + wrong + "' is not up to 16 hexadecimal digits",
                    errorOf(example.with(field, wrong)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", "\uff11", "00000000000000001"})
    void a_digest_consists_of_at_most_16_ascii_digits(String digest) {
        assertError("DIGEST " + digest, "DIGEST: digest '");
    }

    @ParameterizedTest
    @MethodSource("closedLines")
    void a_field_after_the_known_ones_is_ignored(Example example) throws ProtocolException {
        assertEquals(example.message(), Lines.decode(example.line() + " extra"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ada:1/2        | GOSSIP: id is not host:port/start/sequence
            ada:1          | GOSSIP: id is not host:port/start/sequence
            /              | GOSSIP: id is not host:port/start/sequence
            ada/2/3        | GOSSIP: id: 'ada' is not host:port
            ada:70000/2/3  | GOSSIP: id: port 70000 is not in 1..65535
            ada:1/x/3      | GOSSIP: start 'x' is not a number in 0..9007199254740991
            ada:1//3       | GOSSIP: start '' is not a number in 0..9007199254740991
            ada:1/2/-3     | GOSSIP: sequence '-3' is not a number in 0..
            ada:1/2/       | GOSSIP: sequence '' is not a number in 0..
            """)
    void the_error_names_a_wrong_message_id(String id, String error) {
        assertError("GOSSIP 1 " + id + " text", error);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            HELLO ada:1 9007199254740992 | HELLO: incarnation '9007199254740992' is not a number in 0..9007199254740991
            REGISTER ada:1 2 0 0         | REGISTER: lease '0' is not a number in 1..3600000
            REGISTER ada:1 2 0 3600001  | REGISTER: lease '3600001' is not a number in 1..3600000
            WATERMARKS - 1 10000000      | WATERMARKS: count '10000000' is not a number in 0..16
            WATERMARKS 12g 1 1           | WATERMARKS: prefix '12g' is not - or up to 16 hexadecimal digits
            BUCKETS 0123456789abcdef     | BUCKETS: prefix 0123456789abcdef has no children
            hello ada:1 2                | hello: unknown verb
            GET / HTTP/1.1               | GET: unknown verb
            MEMBERS?                     | MEMBERS?: unknown verb
            """)
    void the_error_names_a_value_out_of_range_or_an_unknown_verb(String line, String error) {
        assertEquals(error, errorOf(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "  ", " PING"})
    void a_line_starts_with_a_verb(String line) {
        assertEquals("verb is missing", errorOf(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c0 80", "e2 82", "ed a0 80", "f5 80 80 80"})
    void a_line_is_utf_8(String hex) {
        byte[] line = HexFormat.ofDelimiter(" ").parseHex("42 59 45 20 " + hex);
        assertEquals("the line is not UTF-8",
                assertThrows(ProtocolException.class, () -> Lines.decode(line)).getMessage());
    }

    // ---- a line that one peer accepts must fit on a line again

    @ParameterizedTest
    @ValueSource(strings = {"%s", "PING %s", "PING 1 %s", "HELLO %s 1", "GOSSIP 1 %s text"})
    void the_error_for_the_longest_line_fits_on_a_line(String form) {
        String error = errorOf(form.formatted("x".repeat(Codec.MAX_LINE - form.length() + 2)));
        int length = Lines.length(new Rejected(error));
        assertTrue(length <= Codec.MAX_LINE, () -> "length of the ERROR line: " + length);
    }

    @Test
    void a_text_that_does_not_fit_on_a_line_after_another_hop_is_rejected() {
        String header = "GOSSIP 9 ada:1/2/3 ";
        assertError(header + "x".repeat(Codec.MAX_LINE - header.length()), "GOSSIP: text ");
    }
}
