package gossip.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.identity.EncodedCertificate;
import gossip.identity.Fingerprint;
import gossip.protocol.Message.Bye;
import gossip.protocol.Message.Dead;
import gossip.protocol.Message.Full;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.Register;
import gossip.protocol.Message.Rejected;
import gossip.protocol.Message.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

    private static final Address ADA = new Address("ada", 1);
    private static final MessageId ID = new MessageId(new Origin(ADA, 2), 3);
    private static final List<Example> EXAMPLES = Example.ALL;

    @Test
    void every_kind_of_message_has_an_example() {
        assertEquals(Stream.of(Message.class, Message.Query.class, Message.Exchange.class, Message.Tree.class)
                        .flatMap(type -> Stream.of(type.getPermittedSubclasses()))
                        .filter(Class::isRecord).collect(Collectors.toSet()),
                EXAMPLES.stream().map(example -> example.message().getClass()).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void a_line_is_decoded(Example example) throws ProtocolException {
        assertEquals(example.message(), Lines.decode(example.line()));
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void a_message_is_encoded(Example example) {
        assertEquals(example.line(), Lines.encode(example.message()));
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void the_verb_of_a_message_is_the_first_word_of_its_line(Example example) {
        assertEquals(example.verb(), Codec.verb(example.message()));
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void a_line_within_a_buffer_is_decoded(Example example) throws ProtocolException {
        byte[] line = example.line().getBytes(StandardCharsets.UTF_8);
        byte[] buffer = new byte[line.length + 20];
        Arrays.fill(buffer, (byte) 0xff);
        System.arraycopy(line, 0, buffer, 10, line.length);
        assertEquals(example.message(), Codec.decode(buffer, 10, 10 + line.length));
    }

    @Test
    void token_and_digest_of_a_ping_are_optional() throws ProtocolException {
        assertEquals(new Ping(0, 0), Lines.decode("PING"));
    }

    @Test
    void the_digest_of_a_ping_is_optional() throws ProtocolException {
        assertEquals(new Ping(7, 0), Lines.decode("PING 7"));
    }

    @Test
    void the_addresses_of_a_full_are_optional() throws ProtocolException {
        assertEquals(new Full(List.of()), Lines.decode("FULL"));
    }

    @Test
    void the_default_lease_is_seven_heartbeats() throws ProtocolException {
        assertEquals(Duration.ofSeconds(91), ((Register) Lines.decode("REGISTER ada:1 2 0")).lease());
    }

    @Test
    void the_limit_of_a_member_list_is_optional() throws ProtocolException {
        Register register = (Register) Lines.decode("REGISTER ada:1 2 0 1500");
        assertEquals(Duration.ofMillis(1500), register.lease());
    }

    @Test
    void a_register_without_a_limit_survives_a_round_trip() throws ProtocolException {
        Message register = Lines.decode("REGISTER ada:1 2 0");
        assertEquals(register, Lines.decode(Lines.encode(register)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "signed"})
    void a_register_that_states_the_published_messages_survives_a_round_trip(String signed) throws ProtocolException {
        String line = "REGISTER ada:1 2 0 91000 100 2 1 gossip ada " + signed + " 7";
        Register register = (Register) Lines.decode(line);
        assertEquals(7, register.published());
        assertEquals(signed.equals("signed"), register.identity().signed());
        assertEquals(line, Lines.encode(register));
    }

    @Test
    void incarnation_and_reporter_of_a_death_report_are_optional() throws ProtocolException {
        assertEquals(new Dead(ADA, Optional.empty(), Optional.empty()), Lines.decode("DEAD ada:1"));
    }

    @Test
    void the_reporter_of_a_death_report_is_optional() throws ProtocolException {
        assertEquals(new Dead(ADA, Optional.of(2L), Optional.empty()), Lines.decode("DEAD ada:1 2"));
    }

    static Stream<Message> shortMessages() {
        return Stream.of(new Full(List.of()), new Dead(ADA, Optional.empty(), Optional.empty()),
                new Dead(ADA, Optional.of(0L), Optional.empty()), new Ping(0, 0), new Ping(Long.MAX_VALUE, -1));
    }

    @ParameterizedTest
    @MethodSource("shortMessages")
    void a_message_without_optional_fields_survives_a_round_trip(Message message) throws ProtocolException {
        assertEquals(message, Lines.decode(Lines.encode(message)));
    }

    // ---- free text

    @ParameterizedTest
    @ValueSource(strings = {"x", "two words", " leading and trailing ", "   ", "a  b",
            "\"quoted\" 'text' \\n \\", "k=v", "\u00e9\u4e16\u754c \ud83d\ude00", "tab\tand\u0000nul\u001b[2J",
            "carriage\rreturn", "\u2028", "GOSSIP 1 ada:1/2/3 x"})
    void every_text_of_one_line_survives_a_round_trip(String text) throws ProtocolException {
        Utf8String utf8 = Utf8String.of(text);
        for (Message message : List.of(
                new Gossip(1, ID, utf8), new State(utf8), new Bye(text), new Rejected(text))) {
            assertEquals(message, Lines.decode(Lines.encode(message)));
        }
    }

    @Test
    void the_longest_text_fits_on_a_line_with_the_longest_id() {
        Origin origin = new Origin(new Address("a".repeat(253), 65535), PeerId.MAX_INCARNATION);
        MessageId id = new MessageId(origin, Long.MAX_VALUE - 1);
        Gossip longest = new Gossip(10_000_000, id, Utf8String.of("x".repeat(Codec.MAX_TEXT)));
        assertTrue(Lines.length(longest) <= Codec.MAX_LINE, () -> "the line has " + Lines.length(longest) + " bytes");
    }

    @Test
    void the_longest_signed_text_fits_on_a_line_with_the_longest_id_and_signature() throws ProtocolException {
        Origin origin = new Origin(new Address("a".repeat(253), 65535), PeerId.MAX_INCARNATION);
        Gossip longest = new Gossip(Gossip.MAX_HOPS, SignedPayload.of(new MessageId(origin, Long.MAX_VALUE - 1),
                new Fingerprint(1, 2, 3, 4), new byte[SignedPayload.MAX_SIGNATURE],
                Utf8String.of("x".repeat(Codec.MAX_SIGNED_TEXT))));
        assertTrue(Lines.length(longest) <= Codec.MAX_LINE, () -> "the line has " + Lines.length(longest) + " bytes");
        assertEquals(longest, Lines.decode(Lines.encode(longest)));
    }

    @Test
    void the_longest_certificate_fits_on_a_line() throws ProtocolException {
        Message longest = new Message.Certificate(new EncodedCertificate(new byte[EncodedCertificate.MAX_LENGTH]));
        assertTrue(Lines.length(longest) <= Codec.MAX_LINE, () -> "the line has " + Lines.length(longest) + " bytes");
        assertEquals(longest, Lines.decode(Lines.encode(longest)));
        assertTrue(Codec.length(longest) >= Lines.length(longest));
    }

    @Test
    void the_longest_text_survives_a_round_trip() throws ProtocolException {
        Gossip longest = new Gossip(1, ID, Utf8String.of("\u00e9".repeat(Codec.MAX_TEXT / 2)));
        assertEquals(longest, Lines.decode(Lines.encode(longest)));
    }
}
