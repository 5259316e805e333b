package gossip.tool.client;

import gossip.protocol.Address;
import java.util.Optional;

/**
 * What a node answered, or why it did not.
 *
 * @param error empty if there is a value
 */
public record Answer<T>(Address node, Optional<T> value, String error) {

    public static <T> Answer<T> of(Address node, T value) {
        return new Answer<>(node, Optional.of(value), "");
    }

    public static <T> Answer<T> failed(Address node, String error) {
        return new Answer<>(node, Optional.empty(), error);
    }

    public boolean isPresent() {
        return value.isPresent();
    }

    /** Returns whether the node is a seed and the question was one for peers. */
    public boolean isRefusedBySeed() {
        return error.endsWith(" is not for a seed");
    }

    public T get() {
        return value.orElseThrow();
    }
}
