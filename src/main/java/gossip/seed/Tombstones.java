package gossip.seed;

import gossip.protocol.Address;
import gossip.protocol.PeerId;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last buried incarnation of each address; the oldest graves make room when there are too many. */
final class Tombstones {

    /** Far more addresses than die in the time that a stale report or list can travel. */
    private static final int CAPACITY = 65_536;

    private final Map<Address, Long> incarnations = new LinkedHashMap<>();

    /** @param peer was listed, so it is later than all that are buried of its address ({@link Membership#blockingIncarnation}) */
    void add(PeerId peer) {
        incarnations.remove(peer.address());
        incarnations.put(peer.address(), peer.incarnation());
        if (incarnations.size() > CAPACITY) {
            incarnations.remove(incarnations.keySet().iterator().next());
        }
    }

    /** The highest buried incarnation of the address, or -1. */
    long incarnationOf(Address address) {
        return incarnations.getOrDefault(address, -1L);
    }
}
