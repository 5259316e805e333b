package gossip.peer;

import gossip.protocol.Address;
import gossip.protocol.PeerId;
import java.time.Instant;

/** Who this peer is: its address for good, its incarnation until a seed has buried it. */
final class LocalPeer {

    private PeerId id;

    LocalPeer(Address address, Instant start) {
        this.id = new PeerId(address, start.toEpochMilli());
    }

    PeerId id() {
        return id;
    }

    Address address() {
        return id.address();
    }

    /** Begins a new life that is later than the buried one, whatever the clock says. */
    void rise(long buried, Instant now) {
        id = new PeerId(id.address(), Math.max(now.toEpochMilli(), Math.max(buried, id.incarnation()) + 1));
    }
}
