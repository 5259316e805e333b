package gossip.eventlog;

import gossip.protocol.Address;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names of nodes by address, for the console and for typed commands. Thread-safe. */
final class NodeNames {

    /** The most names that are kept. Later ones are ignored, and the console shows those addresses. A guess. */
    static final int CAPACITY = 10_000;

    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final int capacity;

    NodeNames() {
        this(CAPACITY);
    }

    NodeNames(int capacity) {
        this.capacity = capacity;
    }

    void put(Address address, String name) {
        String key = address.toString();
        if (!name.isEmpty() && (names.containsKey(key) || names.size() < capacity)) {
            names.put(key, name);
        }
    }

    /** Returns the name of a node, or its address if the name is unknown. */
    String of(String address) {
        return names.getOrDefault(address, address);
    }

    /** Returns the address of the only node that had this name, or the name if there is none or several. */
    String addressOf(String name) {
        List<String> addresses = names.entrySet().stream().filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey).limit(2).toList();
        return addresses.size() == 1 ? addresses.getFirst() : name;
    }
}
