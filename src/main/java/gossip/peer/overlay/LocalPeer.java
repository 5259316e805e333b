package gossip.peer.overlay;

import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.protocol.Origin;
import gossip.protocol.PeerId;
import java.time.Instant;
import java.util.Optional;

/**
 * The identity of this peer. Address and start are fixed. The incarnation begins as the start and increases when a seed
 * holds a tombstone for it.
 */
public final class LocalPeer {

    private final Origin origin;
    private final String network;
    private final String name;
    private final boolean signed;
    private Identity identity;

    /**
     * @param start start of the process, and the first incarnation
     * @param network name of the network
     * @param name name of this peer
     * @param signed whether this peer signs its messages and accepts only signed ones
     */
    public LocalPeer(Address address, Instant start, String network, String name, boolean signed) {
        this.origin = new Origin(address, start.toEpochMilli());
        this.network = network;
        this.name = name;
        this.signed = signed;
        setIncarnation(start.toEpochMilli());
    }

    /** Returns the origin of the messages of this peer. */
    public Origin origin() {
        return origin;
    }

    /** Returns what this peer states about itself in HELLO and REGISTER. */
    public Identity identity() {
        return identity;
    }

    /** Returns why this peer opens no link to the other one, or empty if it may. */
    public Optional<String> refusal(Identity other, Instant now) {
        return other.refusal(network).or(() -> signatureRefusal(other)).or(() -> other.tooFarAhead(now));
    }

    private Optional<String> signatureRefusal(Identity other) {
        if (other.signed() == signed) {
            return Optional.empty();
        }
        String who = other.peer().address() + (other.name().isEmpty() ? "" : " (" + other.name() + ")");
        return Optional.of(signed ? who + " does not sign its messages, as " + address() + " requires (--signed)"
                : who + " signs its messages, but " + address() + " does not (--signed)");
    }

    public PeerId id() {
        return identity.peer();
    }

    public Address address() {
        return origin.address();
    }

    /** Takes an incarnation above the tombstone and above the present one, even if the clock is behind. */
    public void renew(long tombstone, Instant now) {
        setIncarnation(Math.max(now.toEpochMilli(), Math.max(tombstone, id().incarnation()) + 1));
    }

    private void setIncarnation(long incarnation) {
        identity = new Identity(new PeerId(origin.address(), incarnation), origin.start(), Identity.VERSION, network,
                name, signed);
    }
}
