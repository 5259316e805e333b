package gossip.eventlog;

import gossip.protocol.Address;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names of nodes by address, for the console. Thread-safe. */
final class NodeNames {

    /** Names that a console needs at most. Later ones are ignored, and it shows those addresses. A guess. */
    static final int CAPACITY = 10_000;

    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final int capacity;

    /** @param capacity names that are kept; 0 if the console shows none */
    NodeNames(int capacity) {
        this.capacity = capacity;
    }

    void put(Address address, String name) {
        if (capacity == 0) {
            return;
        }
        String key = address.toString();
        if (!name.isEmpty() && (names.containsKey(key) || names.size() < capacity)) {
            names.put(key, name);
        }
    }

    /** Returns the name of a node, or its address if the name is unknown. */
    String of(String address) {
        return names.getOrDefault(address, address);
    }
}
