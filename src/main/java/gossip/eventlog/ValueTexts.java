package gossip.eventlog;

import gossip.protocol.Address;
import gossip.protocol.MessageId;

/**
 * The texts of the values of events. It remembers those of addresses and origins, because the events of a flood name
 * few of them, and making their texts takes a quarter of the time to encode a line. Not thread-safe.
 */
final class ValueTexts {

    /** Values that are remembered, at most, a power of two. Of two with the same slot, the later one is. */
    private static final int MAX_VALUES = 256;

    private record Remembered(Object value, String text) {}

    private final Remembered[] slots = new Remembered[MAX_VALUES];

    String of(Object value) {
        return switch (value) {
            case Address address -> remembered(address);
            case MessageId id -> remembered(id.origin()) + "/" + id.sequence();
            case null, default -> String.valueOf(value);
        };
    }

    private String remembered(Object value) {
        int slot = value.hashCode() & MAX_VALUES - 1;
        Remembered found = slots[slot];
        if (found == null || found.value != value && !found.value.equals(value)) {
            found = new Remembered(value, value.toString());
            slots[slot] = found;
        }
        return found.text;
    }
}
