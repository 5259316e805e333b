package gossip.node.event;

import gossip.protocol.Address;
import gossip.protocol.Pairs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a node recorded about the failures of others: lost links, misses, reports, results of probes, removals. Bounded;
 * the oldest entries are dropped first. A node without failures keeps nothing.
 */
public final class EvidenceLog {

    /** Guessed: the last hours of a node with some failures, at about 40 bytes an entry. */
    static final int CAPACITY = 256;

    /** @param detail value of the key, a number or a constant text if possible */
    private record Entry(long time, String event, Address about, String name, String key, Object detail) {}

    private final List<Entry> entries = new ArrayList<>(0);

    /**
     * Adds an entry.
     *
     * @param time in milliseconds since 1970
     * @param name name of the peer; empty if it is not to be found by this entry
     * @param key name of the detail
     */
    public void add(long time, String event, Address about, String name, String key, Object detail) {
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        entries.addLast(new Entry(time, event, about, name, key, detail));
    }

    /** Returns whether there is an entry about this address. */
    public boolean isAbout(Address address) {
        return entries.stream().anyMatch(entry -> entry.about().equals(address));
    }

    /** Returns the entries about an address, or all entries with the addresses of their peers. The oldest is first. */
    public List<Pairs> rows(Optional<Address> about) {
        return entries.stream().filter(entry -> about.isEmpty() || about.get().equals(entry.about()))
                .map(entry -> row(entry, about.isEmpty())).toList();
    }

    private static Pairs row(Entry entry, boolean withPeer) {
        Pairs row = new Pairs().addAll("time", entry.time(), "event", entry.event());
        if (withPeer) {
            row.add("peer", entry.about());
        }
        row.add(entry.key(), entry.detail());
        return entry.name().isEmpty() ? row : row.add("name", entry.name());
    }
}
