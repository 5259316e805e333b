package gossip.node;

import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.PeerId;
import java.time.Duration;

/** Hears what happens at a peer, on the peer's single thread. */
public interface PeerListener {

    default void started(String name) {}

    default void registered(Address seed) {}

    default void seedUnreachable(Address seed, String reason) {}

    /** No seed answers; the next try comes after the pause. */
    default void waitingForSeed(Duration pause) {}

    default void listReceived(Address seed, int members) {}

    default void joined(int neighbors) {}

    /** A seed had buried this life; the peer goes on in a new one. */
    default void rejoined(PeerId self) {}

    default void neighborConnected(Address peer, boolean dialled, int degree) {}

    default void neighborDisconnected(Address peer, String reason, int degree) {}

    /** The gossip as it goes out: it has crossed one link where it is received first. */
    default void generated(Gossip gossip) {}

    default void received(Gossip gossip, Address from) {}

    default void forwarded(Gossip gossip, int to) {}

    /** Anti-entropy has sent a neighbor what it lacked. */
    default void supplied(Address peer, int messages) {}

    default void pingSent(Address peer) {}

    default void pingReplyReceived(Address peer, Duration roundTrip) {}

    default void pingMissed(Address peer, int misses) {}

    default void neighborDead(PeerId peer) {}

    default void deathReported(Address seed, PeerId peer) {}

    /** A seed has reached the peer that this one had reported. */
    default void deathRefuted(Address seed, PeerId peer) {}

    default void badInput(String from, String reason) {}

    default void stopped(String reason) {}
}
