package gossip.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import gossip.identity.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignedPayloadTest {

    private static final Fingerprint FINGERPRINT = new Fingerprint(1, 2, 3, 4);
    private static final MessageId ID = new MessageId(new Origin(new Address("ada", 1), 2), 3);
    private static final Utf8String TEXT = Utf8String.of("a text caf\u00e9");

    private final SignedPayload payload = SignedPayload.of(ID, FINGERPRINT, new byte[] {7, 8, 9}, TEXT);

    @Test
    void it_keeps_id_fingerprint_signature_and_text() {
        assertEquals(ID, payload.id());
        assertEquals(FINGERPRINT, payload.fingerprint());
        assertArrayEquals(new byte[] {7, 8, 9}, payload.signature());
        assertEquals(TEXT, payload.text());
    }

    @Test
    void the_receiver_checks_the_bytes_that_the_origin_signs() {
        assertArrayEquals(SignedPayload.content("net", FINGERPRINT, ID, TEXT), payload.content("net"));
    }

    @Test
    void network_fingerprint_id_and_text_are_signed() {
        Set<String> contents = new HashSet<>();
        for (String network : List.of("net", "other")) {
            for (Fingerprint fingerprint : List.of(FINGERPRINT, new Fingerprint(1, 2, 3, 5))) {
                for (long sequence : new long[] {3, 4}) {
                    for (String text : List.of("a", "b")) {
                        contents.add(new String(SignedPayload.content(network, fingerprint,
                                new MessageId(ID.origin(), sequence), Utf8String.of(text)), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        assertEquals(16, contents.size());
    }

    @Test
    void another_form_of_the_same_id_is_other_content() throws ProtocolException {
        String line = Lines.encode(new Message.Gossip(1, payload)).replace("/3 ", "/03 ");
        SignedPayload altered = (SignedPayload) ((Message.Gossip) Lines.decode(line)).payload();
        assertEquals(ID, altered.id());
        assertFalse(Arrays.equals(payload.content("net"), altered.content("net")));
    }
}
