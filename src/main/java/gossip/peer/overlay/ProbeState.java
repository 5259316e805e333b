package gossip.peer.overlay;

import gossip.protocol.Address;
import gossip.protocol.PeerId;

/** What is known of one neighbor's life, from the moment of its link on until it is dead or parted. */
public final class ProbeState {

    public PeerId peer;
    /** In a row. */
    public int misses;
    /** The link is lost. */
    public boolean broken;
    /** The link is lost and another has taken its place: the neighbor is only asked whether it lives. */
    public boolean replaced;
    /** The last PING has no reply yet. */
    public boolean awaiting;
    /** Something, whatever it was, has come from it since the last heartbeat. */
    public boolean heard;
    /** Of the last PING. */
    public long token;
    /** In nanoseconds. */
    public long sentAt;

    ProbeState(PeerId peer) {
        this.peer = peer;
    }

    public Address address() {
        return peer.address();
    }

    public boolean awaits(long reply) {
        return awaiting && token == reply;
    }

    public void answered() {
        awaiting = false;
        misses = 0;
    }
}
