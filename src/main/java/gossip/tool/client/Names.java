package gossip.tool.client;

import gossip.protocol.Address;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names of the members that the seeds have listed, also of those that have gone since. Thread-safe. */
public final class Names {

    private final Map<Address, String> names = new ConcurrentHashMap<>();

    public void add(Directory directory) {
        directory.members().forEach(member -> names.put(member.address(), member.name()));
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** Returns the name of a member, or an empty text. */
    public String of(Address node) {
        return names.getOrDefault(node, "");
    }
}
