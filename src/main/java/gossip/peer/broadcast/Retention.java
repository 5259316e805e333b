package gossip.peer.broadcast;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The limits of the messages that a peer retains in full. The newest messages within all given limits are retained. The
 * limit in bytes always holds, {@link #DEFAULT_BYTES} if none is given.
 *
 * @param messages maximum number of messages, 1 or more
 * @param bytes maximum size of all ids and texts in bytes, 1 or more
 * @param age maximum time since the reception, longer than zero
 */
public record Retention(OptionalInt messages, OptionalLong bytes, Optional<Duration> age) {

    /** The maximum number of messages if no limit at all is given. Guessed. */
    public static final int DEFAULT_MESSAGES = 16_384;
    /** 4 MiB. Guessed. */
    public static final long DEFAULT_BYTES = 4 << 20;
    /** No limit is given. */
    public static final Retention DEFAULT =
            new Retention(OptionalInt.empty(), OptionalLong.empty(), Optional.empty());

    /** @throws IllegalArgumentException if a value is out of its range */
    public Retention {
        if (messages.orElse(1) < 1 || bytes.orElse(1) < 1 || !age.orElse(Duration.ofSeconds(1)).isPositive()) {
            throw new IllegalArgumentException("the limits of retention must be above zero");
        }
    }

    int maxMessages() {
        boolean none = messages.isEmpty() && bytes.isEmpty() && age.isEmpty();
        return messages.orElse(none ? DEFAULT_MESSAGES : Integer.MAX_VALUE);
    }

    long maxBytes() {
        return bytes.orElse(DEFAULT_BYTES);
    }

    long maxAgeMillis() {
        return age.map(Duration::toMillis).orElse(Long.MAX_VALUE);
    }

    /** Returns whether the limit in bytes can remove a message that another given limit would keep. */
    boolean isBytesSecondary() {
        return messages.isPresent() || age.isPresent();
    }
}
