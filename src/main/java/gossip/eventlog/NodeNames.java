package gossip.eventlog;

import gossip.protocol.Address;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names of nodes by address, for the console. Thread-safe. */
final class NodeNames {

    /** Names that are kept. Later ones are ignored, and the console shows those addresses. A guess. */
    static final int CAPACITY = 10_000;

    private final Map<String, String> names = new ConcurrentHashMap<>();

    void put(Address address, String name) {
        String key = address.toString();
        if (!name.isEmpty() && (names.containsKey(key) || names.size() < CAPACITY)) {
            names.put(key, name);
        }
    }

    /** Returns the name of a node, or its address if the name is unknown. */
    String of(String address) {
        return names.getOrDefault(address, address);
    }
}
