package gossip.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Message.Rejected;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every line that is not of the protocol is refused in words that name the verb and the field. */
class BadLinesTest {

    private static final Set<String> NUMBERS = Set.of("hops", "token", "incarnation", "degree", "published", "count",
            "next", "lease", "most", "total", "listed");
    private static final Set<String> ADDRESSES = Set.of("peer", "origin", "reporter", "address");

    private static String refusal(String line) {
        return assertThrows(ProtocolException.class, () -> Lines.decode(line), () -> start(line)).getMessage();
    }

    private static String start(String line) {
        return line.substring(0, Math.min(line.length(), 80));
    }

    private static void assertRefusal(String line, String beginning) {
        String refusal = refusal(line);
        assertTrue(refusal.startsWith(beginning), () -> start(line) + "\n gave: " + refusal + "\n not: " + beginning);
    }

    /** All fields of all verbs whose names are wanted, each as the example it is in and its number there. */
    private static Stream<Arguments> fields(BiFunction<Example, String, Boolean> wanted) {
        return Example.ALL.stream().flatMap(example -> IntStream.range(0, example.fields().size())
                .filter(i -> wanted.apply(example, example.fields().get(i)))
                .mapToObj(i -> Arguments.of(example, i, example.fields().get(i).replace("?", ""))));
    }

    static Stream<Arguments> requiredFields() {
        return fields((example, name) -> !name.endsWith("?") && !(name.equals("text") && !example.verb().equals("GOSSIP")));
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
    void a_missing_field_is_named(Example example, int field, String name) {
        assertEquals(example.verb() + ": " + name + " is missing", refusal(example.before(field)));
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void two_spaces_leave_a_field_missing(Example example, int field, String name) {
        if (!name.equals("reason") && !name.equals("pairs") && !name.equals("text")) {
            assertEquals(example.verb() + ": " + name + " is missing", refusal(example.with(field, "")));
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void a_wrong_number_is_named_with_what_is_allowed(Example example, int field, String name) {
        for (String wrong : List.of("-1", "+1", "1.5", "x", "0x10", "1e3", "\u0661", "9223372036854775808",
                "18446744073709551617", "00000000000000000001")) {
            String shown = wrong.substring(0, Math.min(wrong.length(), 24));
            assertRefusal(example.with(field, wrong), example.verb() + ": " + name + " '" + shown + "' is not a number in ");
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void a_wrong_address_is_named(Example example, int field, String name) {
        for (String wrong : List.of("ada:70000", "ada:0", "ada:-1", "ada:x", "ada:", "ada", ":1", "[]:1", "::1:6001", "a,b:1")) {
            assertRefusal(example.with(field, wrong), example.verb() + ": " + name + ": ");
        }
    }

    @ParameterizedTest
    @MethodSource("digests")
    void a_wrong_digest_is_named(Example example, int field, String name) {
        for (String wrong : List.of("x", "-1", "0x1", "12345678901234567")) {
            assertEquals(example.verb() + ": digest '" + wrong + "' is not up to 16 hexadecimal digits",
                    refusal(example.with(field, wrong)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", "\uff11", "00000000000000001"})
    void a_digest_is_written_in_plain_digits(String digest) {
        assertRefusal("DIGEST " + digest, "DIGEST: digest '");
    }

    @ParameterizedTest
    @MethodSource("closedLines")
    void a_field_too_many_is_named(Example example) {
        assertEquals(example.verb() + ": unexpected 'extra' at the end", refusal(example.line() + " extra"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ada:1/2        | GOSSIP: id is not host:port/incarnation/sequence
            ada:1          | GOSSIP: id is not host:port/incarnation/sequence
            /              | GOSSIP: id is not host:port/incarnation/sequence
            ada/2/3        | GOSSIP: id: 'ada' is not host:port
            ada:70000/2/3  | GOSSIP: id: port 70000 is not in 1..65535
            ada:1/x/3      | GOSSIP: incarnation 'x' is not a number in 0..9007199254740991
            ada:1//3       | GOSSIP: incarnation '' is not a number in 0..9007199254740991
            ada:1/2/-3     | GOSSIP: sequence '-3' is not a number in 0..
            ada:1/2/       | GOSSIP: sequence '' is not a number in 0..
            """)
    void a_wrong_message_id_is_named(String id, String refusal) {
        assertRefusal("GOSSIP 1 " + id + " text", refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            HELLO ada:1 9007199254740992   | HELLO: incarnation '9007199254740992' is not a number in 0..9007199254740991
            REGISTER ada:1 2 0 0           | REGISTER: lease '0' is not a number in 1..86400000
            REGISTER ada:1 2 0 86400001    | REGISTER: lease '86400001' is not a number in 1..86400000
            WATERMARKS 10000001            | WATERMARKS: count '10000001' is not a number in 0..10000000
            hello ada:1 2                  | hello: unknown verb
            GET / HTTP/1.1                 | GET: unknown verb
            MEMBERS?                       | MEMBERS?: unknown verb
            """)
    void send_and_be_refused(String line, String refusal) {
        assertEquals(refusal, refusal(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "  ", " PING"})
    void a_line_must_begin_with_a_verb(String line) {
        assertEquals("verb is missing", refusal(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c0 80", "e2 82", "ed a0 80", "f5 80 80 80"})
    void a_line_must_be_utf_8(String octets) {
        byte[] line = HexFormat.ofDelimiter(" ").parseHex("42 59 45 20 " + octets);
        assertEquals("the line is not UTF-8",
                assertThrows(ProtocolException.class, () -> Lines.decode(line)).getMessage());
    }

    // ---- what one peer takes, its neighbor must take from it

    @ParameterizedTest
    @ValueSource(strings = {"%s", "PING %s", "PING 1 %s", "HELLO %s 1", "MEMBERS %s", "GOSSIP 1 %s text"})
    void the_refusal_of_the_longest_line_fits_on_a_line(String form) {
        String refusal = refusal(form.formatted("x".repeat(Codec.MAX_LINE - form.length() + 2)));
        int length = Lines.length(new Rejected(refusal));
        assertTrue(length <= Codec.MAX_LINE, () -> "the ERROR line takes " + length + " bytes");
    }

    @Test
    void a_text_that_would_not_fit_on_a_line_one_hop_further_is_refused() {
        String envelope = "GOSSIP 9 ada:1/2/3 ";
        assertRefusal(envelope + "x".repeat(Codec.MAX_LINE - envelope.length()), "GOSSIP: text ");
    }
}
