package gossip.peer.overlay;

import gossip.protocol.Address;
import gossip.protocol.PeerId;
import java.time.Instant;

/** Who this peer is: its address for good, its incarnation until a seed has buried it. */
public final class LocalPeer {

    private PeerId id;

    public LocalPeer(Address address, Instant start) {
        this.id = new PeerId(address, start.toEpochMilli());
    }

    public PeerId id() {
        return id;
    }

    public Address address() {
        return id.address();
    }

    /** Begins a new life that is later than the buried one, whatever the clock says. */
    public void renew(long buried, Instant now) {
        id = new PeerId(id.address(), Math.max(now.toEpochMilli(), Math.max(buried, id.incarnation()) + 1));
    }
}
