package gossip.node;

import gossip.identity.Fingerprint;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Origin;
import gossip.protocol.PeerId;
import java.time.Duration;

/** A receiver of the events of a peer. Called from within calls into the peer, so one call at a time. */
public interface PeerListener extends NodeListener {

    default void started(String name) {}

    default void registered(Address seed) {}

    default void seedUnreachable(Address seed, String reason) {}

    /** No seed replies. The peer tries again after the pause. */
    default void waitingForSeed(Duration pause) {}

    default void listReceived(Address seed, int members) {}

    /** A listed member cannot be dialed. Reported at most once a minute for each member. */
    default void memberUnreachable(Address peer, String reason) {}

    /** The peer has joined, or has links again. Without neighbors only if the seeds list no other peer. */
    default void joined(int neighbors) {}

    /** A seed held a tombstone for this peer, so the peer continues with a new incarnation. */
    default void rejoined(PeerId self) {}

    default void neighborConnected(Address peer, boolean dialed, int degree) {}

    /** A peer and this one do not accept each other: another network, version or a wrong clock. */
    default void linkRefused(Address peer, String reason) {}

    default void neighborDisconnected(Address peer, String reason, int degree) {}

    /** This peer published a message. Its hops are those at the first receiver, which is 1. */
    default void generated(Gossip gossip) {}

    default void received(Gossip gossip, Address from) {}

    /** @param neighbors the number of neighbors to which the message was sent */
    default void forwarded(Gossip gossip, int neighbors) {}

    /** Anti-entropy sent a neighbor the messages that it lacked. */
    default void supplied(Address peer, int messages) {}

    /**
     * Messages of an origin that this peer lacks, and that no neighbor stores any more.
     *
     * @param from the first missing sequence
     * @param to the last missing sequence
     */
    default void gap(Origin origin, long from, long to) {}

    /** The limit in bytes has removed a message that a given count or age would have kept. Called once. */
    default void retentionCut(int messages) {}

    /** A neighbor sent the certificate of an origin whose messages this peer refuses. At most 16 in a heartbeat. */
    default void certificateRefused(Address from, Fingerprint fingerprint, String reason) {}

    default void pingSent(Address peer) {}

    default void pingReplyReceived(Address peer, Duration roundTrip) {}

    /** @param misses the number of misses in a row */
    default void pingMissed(Address peer, int misses) {}

    default void neighborDead(PeerId peer) {}

    default void deathReported(Address seed, PeerId peer) {}

    /** A seed reached the peer that this peer had reported. */
    default void deathRefuted(Address seed, PeerId peer) {}
}
