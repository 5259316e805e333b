package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Address;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.Utf8String;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueTextsTest {

    private static String text(ValueTexts texts, Object value) {
        LogLines line = new LogLines();
        texts.append(line, value);
        return new String(line.toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void more_addresses_and_origins_than_are_remembered_keep_their_texts() {
        ValueTexts texts = new ValueTexts();
        List<Address> addresses = IntStream.range(1, 2000).mapToObj(port -> new Address("10.0.0.1", port)).toList();
        for (int round = 0; round < 3; round++) {
            for (Address address : addresses) {
                MessageId id = new MessageId(new Origin(address, 5), round);
                assertEquals(address.toString(), text(texts, address));
                assertEquals(id.toString(), text(texts, id));
            }
        }
    }

    @Test
    void other_values_have_their_usual_text() {
        for (Object value : Arrays.asList(null, 0, 7, -7, 10, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, "a word", Utf8String.of("ä"), true)) {
            assertEquals(String.valueOf(value), text(new ValueTexts(), value));
        }
    }
}
