package gossip.tool.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names of nodes by address: those that the seeds have listed or a log has. Thread-safe. */
public final class Names {

    private final Map<String, String> names = new ConcurrentHashMap<>();

    public void add(Directory directory) {
        directory.members().forEach(member -> add(member.address().toString(), member.name()));
    }

    public void add(String address, String name) {
        names.put(address, name);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** Returns the name of a node, or an empty text. The argument may be any text. */
    public String of(Object address) {
        return names.getOrDefault(address.toString(), "");
    }
}
