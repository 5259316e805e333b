package gossip.tool;

import gossip.protocol.Address;
import java.util.Optional;

/**
 * What a node answered, or why it did not.
 *
 * @param error empty if there is a value
 */
record Answer<T>(Address node, Optional<T> value, String error) {

    static <T> Answer<T> of(Address node, T value) {
        return new Answer<>(node, Optional.of(value), "");
    }

    static <T> Answer<T> failed(Address node, String error) {
        return new Answer<>(node, Optional.empty(), error);
    }

    boolean isPresent() {
        return value.isPresent();
    }

    T get() {
        return value.orElseThrow();
    }
}
