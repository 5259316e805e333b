package gossip.node.event;

import gossip.protocol.Address;
import gossip.protocol.Pairs;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node recorded about the failures of others: lost links, misses, reports, results of probes, removals. Bounded;
 * the oldest entries are dropped first. A node without failures keeps nothing.
 */
public final class EvidenceLog {

    /** Guessed: the last hours of a node with some failures, at about 40 bytes an entry. */
    static final int CAPACITY = 256;

    /** @param detail value of the key, a number or a constant text if possible */
    private record Entry(long time, String event, Address about, String key, Object detail) {}

    private final List<Entry> entries = new ArrayList<>(0);

    /**
     * Adds an entry.
     *
     * @param time in milliseconds since 1970
     * @param key name of the detail; empty if there is none
     */
    public void add(long time, String event, Address about, String key, Object detail) {
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        entries.addLast(new Entry(time, event, about, key, detail));
    }

    /** Returns whether there is an entry about this address. */
    public boolean isAbout(Address address) {
        return entries.stream().anyMatch(entry -> entry.about().equals(address));
    }

    /** Returns the entries about an address, oldest first. */
    public List<Pairs> about(Address address) {
        return entries.stream().filter(entry -> entry.about().equals(address)).map(EvidenceLog::pairs).toList();
    }

    private static Pairs pairs(Entry entry) {
        Pairs pairs = new Pairs().addAll("time", entry.time(), "event", entry.event());
        return entry.key().isEmpty() ? pairs : pairs.add(entry.key(), entry.detail());
    }
}
