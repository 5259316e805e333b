package gossip.peer;

import gossip.protocol.Address;
import gossip.protocol.PeerId;

/** What is known of one neighbor's life, from the moment of its link on until it is dead or parted. */
final class ProbeState {

    PeerId peer;
    /** In a row. */
    int misses;
    /** The link is lost. */
    boolean broken;
    /** The link is lost and another has taken its place: the neighbor is only asked whether it lives. */
    boolean replaced;
    /** The last PING has no reply yet. */
    boolean awaiting;
    /** Something, whatever it was, has come from it since the last heartbeat. */
    boolean heard;
    /** Of the last PING. */
    long token;
    /** In nanoseconds. */
    long sentAt;

    ProbeState(PeerId peer) {
        this.peer = peer;
    }

    Address address() {
        return peer.address();
    }

    boolean awaits(long reply) {
        return awaiting && token == reply;
    }

    void answered() {
        awaiting = false;
        misses = 0;
    }
}
