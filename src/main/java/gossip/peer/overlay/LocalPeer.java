package gossip.peer.overlay;

import gossip.protocol.Address;
import gossip.protocol.PeerId;
import java.time.Instant;

/** The identity of this peer. The address is fixed; the incarnation increases when a seed holds a tombstone for it. */
public final class LocalPeer {

    private PeerId id;

    /** @param start the clock time in milliseconds becomes the first incarnation */
    public LocalPeer(Address address, Instant start) {
        this.id = new PeerId(address, start.toEpochMilli());
    }

    public PeerId id() {
        return id;
    }

    public Address address() {
        return id.address();
    }

    /** Takes an incarnation above the tombstone and above the present one, even if the clock is behind. */
    public void renew(long tombstone, Instant now) {
        id = new PeerId(id.address(), Math.max(now.toEpochMilli(), Math.max(tombstone, id.incarnation()) + 1));
    }
}
