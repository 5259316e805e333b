package gossip.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a peer states about itself in HELLO and REGISTER.
 *
 * @param peer address and present incarnation
 * @param start start time of the process in milliseconds since 1970
 * @param version version of the protocol that the peer uses
 * @param network name of the network that the peer belongs to
 * @param name name of the peer for people, not necessarily unique; empty if it is unknown
 * @param signed whether the peer signs its messages and accepts only signed ones
 */
public record Identity(PeerId peer, long start, int version, String network, String name, boolean signed) {

    /** The version of this program. A node also accepts the previous version. */
    public static final int VERSION = 1;
    /** The network of a peer that names none. */
    public static final String DEFAULT_NETWORK = "gossip";
    /** The longest name of a network or a peer, in characters. */
    public static final int MAX_NAME = 64;

    /** The last field in the lines of a peer that signs its messages. */
    private static final String SIGNED = "signed";

    /** How far an incarnation or a start may be ahead of the clock of the receiver. */
    public static final Duration MAX_AHEAD = Duration.ofDays(1);

    /** Creates the identity of a peer that does not sign its messages. */
    public Identity(PeerId peer, long start, int version, String network, String name) {
        this(peer, start, version, network, name, false);
    }

    /** Returns the identity of a process in its first incarnation, with the default network and without a name. */
    public static Identity of(PeerId peer) {
        return new Identity(peer, peer.incarnation(), VERSION, DEFAULT_NETWORK, "");
    }

    /** Returns the origin of the messages that this peer publishes. */
    public Origin origin() {
        return new Origin(peer.address(), start);
    }

    /** Returns why a node of the given network refuses this peer, or empty if the node accepts it. */
    public Optional<String> refusal(String ownNetwork) {
        if (!network.equals(ownNetwork)) {
            return Optional.of("network '" + network + "' of " + peer.address() + " is not '" + ownNetwork + "'");
        }
        boolean isAccepted = version == VERSION || version == VERSION - 1;
        return isAccepted ? Optional.empty()
                : Optional.of("protocol version " + version + " of " + peer.address() + " is not " + VERSION);
    }

    /** Returns why a node with this clock refuses the incarnation or the start, or empty if the node accepts both. */
    public Optional<String> tooFarAhead(Instant now) {
        long latest = now.plus(MAX_AHEAD).toEpochMilli();
        if (peer.incarnation() <= latest && start <= latest) {
            return Optional.empty();
        }
        long time = Math.max(peer.incarnation(), start);
        String what = time == peer.incarnation() ? "incarnation " : "start ";
        return Optional.of(what + time + " of " + peer.address() + ", " + Instant.ofEpochMilli(time)
                + ", is more than " + MAX_AHEAD.toHours() + " h ahead of the clock of the receiver, " + now
                + "; synchronize the clocks");
    }

    // ---- lines

    /** Reads the fields after the peer. Each has a default, for clients that send none. */
    static Identity read(PeerId peer, FieldReader in) throws ProtocolException {
        return new Identity(peer, readStart(peer, in),
                in.hasMore() ? (int) in.number("version", 0, Integer.MAX_VALUE) : 1,
                in.hasMore() ? in.name("network") : DEFAULT_NETWORK,
                in.hasMore() ? in.name("name") : "",
                in.hasMore() && in.word("signed").equals(SIGNED));
    }

    /** Reads a start time. The default is the incarnation. */
    static long readStart(PeerId peer, FieldReader in) throws ProtocolException {
        return in.hasMore() ? in.start() : peer.incarnation();
    }

    /** Appends the fields after the peer. */
    void write(LineBuffer out) {
        out.space().number(start).space().number(version).space().name(network).space().name(name)
                .ascii(signed ? " " + SIGNED : "");
    }
}
