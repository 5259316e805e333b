package gossip.eventlog;

import gossip.protocol.Address;
import gossip.protocol.MessageId;
import java.nio.charset.StandardCharsets;

/**
 * The texts of the values of events. It remembers those of addresses and origins. The events of a flood name few of
 * them, and making their texts takes a quarter of the time to encode a line. Not thread-safe.
 */
final class ValueTexts {

    /** Values that are remembered, at most, a power of two. Of two with the same slot, the later one is kept. */
    private static final int MAX_VALUES = 256;

    private record Remembered(Object value, byte[] text) {}

    private final Remembered[] slots = new Remembered[MAX_VALUES];

    /** Appends what {@link String#valueOf(Object)} returns. */
    void append(LogLines line, Object value) {
        if (!appendWord(line, value)) {
            line.text(String.valueOf(value));
        }
    }

    /** Does the same if the text of such a value is one word in any case. Returns whether it is. */
    boolean appendWord(LogLines line, Object value) {
        if (value instanceof MessageId id) {
            line.bytes(remembered(id.origin())).ascii('/').number(id.sequence());
        } else if (value instanceof Address) {
            line.bytes(remembered(value));
        } else if (value instanceof Integer || value instanceof Long) {
            line.number(((Number) value).longValue());
        } else {
            return false;
        }
        return true;
    }

    private byte[] remembered(Object value) {
        int slot = value.hashCode() & MAX_VALUES - 1;
        Remembered found = slots[slot];
        if (found == null || found.value != value && !found.value.equals(value)) {
            found = new Remembered(value, value.toString().getBytes(StandardCharsets.UTF_8));
            slots[slot] = found;
        }
        return found.text;
    }
}
