package gossip.seed;

import gossip.protocol.Address;
import gossip.protocol.PeerId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last removed incarnation of each address. Bounded: the oldest tombstones are dropped first. */
final class Tombstones {

    /** A guess, far above the number of addresses removed while a stale report or list can still arrive. */
    private static final int CAPACITY = 65_536;

    private final Map<Address, Long> incarnations = new LinkedHashMap<>();

    /** @param peer a peer that was listed, so its incarnation is above every tombstone of its address */
    void add(PeerId peer) {
        incarnations.remove(peer.address());
        incarnations.put(peer.address(), peer.incarnation());
        if (incarnations.size() > CAPACITY) {
            incarnations.remove(incarnations.keySet().iterator().next());
        }
    }

    /** Returns all tombstones, oldest first. */
    List<PeerId> all() {
        return incarnations.entrySet().stream().map(entry -> new PeerId(entry.getKey(), entry.getValue())).toList();
    }

    /** Returns the highest removed incarnation of the address, or -1 if there is none. */
    long incarnationOf(Address address) {
        return incarnations.getOrDefault(address, -1L);
    }
}
