package gossip.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.RandomSeeds;
import gossip.protocol.Message.Gossip;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GossipDecoderTest {

    private static final String LINE = "GOSSIP 2 127.0.0.1:6001/1795362053287/7 [a text] caf\u00e9";

    private static final String SIGNED = LINE.replace("GOSSIP", "SIGNED")
            .replace("/7 ", "/7 n2SnR-G5fxMfq7a0Rylsm28CAeefs8U1bmx36JtqgGo BQYHCAk ");

    private final GossipDecoder decoder = new GossipDecoder();

    private boolean read(byte[] line) {
        // Connections read lines at any position of their buffer.
        byte[] buffer = new byte[line.length + 11];
        System.arraycopy(line, 0, buffer, 5, line.length);
        buffer[line.length + 5] = '\n';
        return decoder.read(buffer, 5, line.length + 5);
    }

    private boolean read(String line) {
        return read(line.getBytes(StandardCharsets.UTF_8));
    }

    private Gossip receive(String line) throws ProtocolException {
        read(line);
        return (Gossip) decoder.decode();
    }

    /** Returns what the decoder makes of the line: the message, or the error. */
    private String decoded(byte[] line) {
        read(line);
        try {
            return decoder.decode().toString();
        } catch (ProtocolException e) {
            return e.getMessage();
        }
    }

    private static String decodedByCodec(byte[] line) {
        try {
            return Codec.decode(line, 0, line.length).toString();
        } catch (ProtocolException e) {
            return e.getMessage();
        }
    }

    @Test
    void the_id_of_a_line_of_an_unknown_origin_is_not_read() {
        assertFalse(read(LINE));
    }

    @Test
    void the_id_of_another_line_of_the_same_origin_is_read() throws Exception {
        Gossip first = receive(LINE);
        assertTrue(read("GOSSIP 9999999 127.0.0.1:6001/1795362053287/123456789012345678 x"));
        assertSame(first.id().origin(), decoder.origin());
        assertEquals(123456789012345678L, decoder.sequence());
    }

    @Test
    void messages_of_one_origin_share_its_object() throws Exception {
        Gossip first = receive(LINE);
        assertSame(first.id().origin(), receive(LINE.replace("/7 ", "/8 ")).id().origin());
    }

    @Test
    void the_id_of_a_signed_line_of_a_known_origin_is_read() throws Exception {
        Gossip first = receive(SIGNED);
        assertTrue(read(SIGNED.replace("/7 ", "/8 ")));
        assertEquals(8, decoder.sequence());
        assertSame(first.id().origin(), ((Gossip) decoder.decode()).id().origin());
        assertSame(first.id().origin(), receive(LINE).id().origin());
    }

    @ParameterizedTest
    @ValueSource(strings = {"n2Sn-short BQYHCAk text", "n2SnR-G5fxMfq7a0Rylsm28CAeefs8U1bmx36JtqgGp BQYHCAk text",
        "n2SnR-G5fxMfq7a0Rylsm28CAeefs8U1bmx36JtqgGo BQYHCA== text", "n2SnR-G5fxMfq7a0Rylsm28CAeefs8U1bmx36JtqgGo",
        "n2SnR-G5fxMfq7a0Rylsm28CAeefs8U1bmx36JtqgGo  text", "n2SnR-G5fxMfq7a0Rylsm28CAeefs8U1bmx36JtqgGo BQYHCAk",
        "n2SnR-G5fxMfq7a0Rylsm28CAeefs8U1bmx36JtqgGo BQYHCA+ text", "hello"})
    void a_bad_fingerprint_or_signature_is_an_error_whether_the_origin_is_known_or_not(String rest) throws Exception {
        byte[] line = (SIGNED.substring(0, SIGNED.indexOf("/7 ") + 3) + rest).getBytes(StandardCharsets.UTF_8);
        String unknown = decoded(line);
        receive(SIGNED);
        assertTrue(unknown.startsWith("SIGNED: "), unknown);
        assertEquals(unknown, decoded(line));
    }

    @Test
    void a_forwarded_message_has_the_bytes_of_the_received_one_with_one_more_hop() throws Exception {
        receive(LINE);
        for (String line : new String[] {LINE, LINE.replace("/7 ", "/007 "), SIGNED}) {
            assertEquals(line.replace("GOSSIP 2", "GOSSIP 3").replace("SIGNED 2", "SIGNED 3"), Lines.encode(receive(line).onward()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GOSSIP 2 127.0.0.1:6001/1795362053288/7 text", "GOSSIP 2 127.0.0.1:6002/1795362053287/7 text",
        "GOSSIP x 127.0.0.1:6001/1795362053287/7 text", "GOSSIP -2 127.0.0.1:6001/1795362053287/7 text",
        "GOSSIP 10000000 127.0.0.1:6001/1795362053287/7 text", "GOSSIP  127.0.0.1:6001/1795362053287/7 text",
        "GOSSIP2 127.0.0.1:6001/1795362053287/7 text", "gossip 2 127.0.0.1:6001/1795362053287/7 text",
        "GOSSIP 2 127.0.0.1:6001/1795362053287/ text", "GOSSIP 2 127.0.0.1:6001/1795362053287/-7 text",
        "GOSSIP 2 127.0.0.1:6001/1795362053287/x7 text", "GOSSIP 2 127.0.0.1:6001/1795362053287/7x text",
        "GOSSIP 2 127.0.0.1:6001/1795362053287/9223372036854775807 text", "GOSSIP 2 /7 text",
        "GOSSIP 2 127.0.0.1:6001/1795362053287/1234567890123456789 text", "GOSSIP 2 7 text",
        "GOSSIP 2 127.0.0.1:6001/1795362053287/7", "GOSSIP 2 127.0.0.1:6001/1795362053287/7 ",
        "GOSSIP 2", "GOSSIP 2 ", "GOSSIP ", "GOSSIP", "PING 7", ""})
    void other_lines_are_decoded_as_the_codec_does(String line) throws Exception {
        receive(LINE);
        assertFalse(read(line));
        assertEquals(decodedByCodec(line.getBytes(StandardCharsets.UTF_8)),
                decoded(line.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_text_that_is_too_long_or_not_UTF_8_is_an_error() throws Exception {
        receive(LINE);
        byte[] invalid = LINE.getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("the line is not UTF-8", decoded(invalid));
        byte[] tooLong = (LINE + "x".repeat(Codec.MAX_TEXT)).getBytes(StandardCharsets.UTF_8);
        assertEquals("GOSSIP: text is longer than 7680 bytes", decoded(tooLong));
    }

    @Test
    void of_many_origins_a_bounded_number_is_remembered_and_none_is_confused_with_another() throws Exception {
        int remembered = 0;
        for (int round = 0; round < 2; round++) {
            for (int i = 1; i <= 5000; i++) {
                String line = "GOSSIP 1 host:" + i + "/5/" + i + " text";
                remembered += read(line) ? 1 : 0;
                Gossip gossip = receive(line);
                assertEquals(new MessageId(new Origin(new Address("host", i), 5), i), gossip.id());
            }
        }
        assertTrue(remembered <= GossipDecoder.MAX_ORIGINS, "remembered " + remembered);
    }

    @Test
    void random_changes_of_lines_are_decoded_as_the_codec_does() {
        RandomSeeds.upTo(2, seed -> {
            Random random = new Random(seed);
            for (int i = 0; i < 5000; i++) {
                byte[] line = (random.nextBoolean() ? LINE : SIGNED).getBytes(StandardCharsets.UTF_8);
                for (int changes = random.nextInt(3); changes > 0; changes--) {
                    line[random.nextInt(line.length)] = (byte) "0127/: .GX\u00e9\n".charAt(random.nextInt(12));
                }
                String expected = decodedByCodec(line);
                assertEquals(expected, decoded(line), "line " + i);
                if (read(line)) {
                    assertTrue(!expected.startsWith("Gossip[") || expected.contains(
                            decoder.origin() + "/" + decoder.sequence() + " "), "line " + i);
                }
            }
        });
    }
}
