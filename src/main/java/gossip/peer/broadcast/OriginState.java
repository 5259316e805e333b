package gossip.peer.broadcast;

import gossip.protocol.Origin;

/** What this peer knows about one origin. Takes 64 bytes without gaps, because a peer keeps thousands of them. */
final class OriginState extends ReceivedSet {

    private final Origin origin;
    private final long hash;
    /** Position in the cache of the latest retained message; -1 if there is none. */
    private long newest = -1;
    /** Time in seconds at which the first peer received the last new message. */
    private int lastActive;
    /** Time in seconds at which a list or a HELLO last named the origin. */
    private int lastListed = Integer.MIN_VALUE;
    /** The list that contains this origin, and its neighbors in the list. */
    private OriginList list;
    private OriginState previous;
    private OriginState following;

    OriginState(Origin origin, long hash, int lastActive) {
        this.origin = origin;
        this.hash = hash;
        this.lastActive = lastActive;
    }

    Origin origin() {
        return origin;
    }

    long hash() {
        return hash;
    }

    /** Returns the share of the origin in the digest: equal on every node; 0 if nothing was received. */
    long contribution() {
        long fingerprint = fingerprint();
        return fingerprint == 0 ? 0 : OriginHash.mix(hash + fingerprint);
    }

    long newest() {
        return newest;
    }

    void setNewest(long position) {
        newest = position;
    }

    int lastActive() {
        return lastActive;
    }

    void setLastActive(int now) {
        lastActive = Math.max(lastActive, now);
    }

    int lastListed() {
        return lastListed;
    }

    void setListed(int now) {
        lastListed = Math.max(lastListed, now);
    }

    OriginList list() {
        return list;
    }

    OriginState following() {
        return following;
    }

    // ---- for OriginList

    OriginState previous() {
        return previous;
    }

    void setLinks(OriginList in, OriginState before, OriginState after) {
        list = in;
        previous = before;
        following = after;
    }
}
