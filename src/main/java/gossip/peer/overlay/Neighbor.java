package gossip.peer.overlay;

import gossip.node.Link;
import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.protocol.Origin;
import gossip.protocol.PeerId;
import java.util.OptionalLong;

/** A peer at the other end of a link, with the state that broadcast, shedding and failure detection keep for it. */
public final class Neighbor {

    private final Link link;
    private final boolean dialed;
    /** Time at which the link opened, in milliseconds since 1970. */
    private final long since;
    /** The same time on the monotonic clock, in nanoseconds. */
    private final long openedAt;
    private final ProbeState probe;
    private Identity identity;
    /** Consecutive PINGs with another digest than that of this peer. */
    private int mismatches;
    /** Consecutive replies to PINGs with the digest of this peer. */
    private int agreements;
    private int degree;
    /** Time in nanoseconds until which the link is not shed, if it is an extra link. */
    private OptionalLong protectedUntil = OptionalLong.empty();
    private OptionalLong answeredAt = OptionalLong.empty();
    /** True from when the send queue of the link overflowed until it is empty again. */
    private boolean lagging;
    /** True while the link is not in the broadcast tree, so messages are announced on it. */
    private boolean lazy;
    private Branch branch = Branch.NONE;
    private boolean sentDuplicate;
    /** True after the first DIGEST of the neighbor. */
    private boolean greeted;
    private boolean replacement;
    private boolean queried;
    /** The first start of its process that the neighbor stated. */
    private OptionalLong start = OptionalLong.empty();

    /**
     * @param dialed true if this peer dialed the link, false if the neighbor did
     * @param since time at which the link opened, in milliseconds since 1970
     * @param openedAt the same time on the monotonic clock, in nanoseconds
     */
    Neighbor(Identity identity, Link link, boolean dialed, long since, long openedAt) {
        this.identity = identity;
        this.link = link;
        this.dialed = dialed;
        this.since = since;
        this.openedAt = openedAt;
        this.probe = new ProbeState(identity.peer());
    }

    public PeerId id() {
        return identity.peer();
    }

    /** Returns what the neighbor states about itself. */
    public Identity identity() {
        return identity;
    }

    public Address address() {
        return identity.peer().address();
    }

    public Link link() {
        return link;
    }

    /** Returns whether this peer dialed the link. */
    public boolean dialed() {
        return dialed;
    }

    /** Returns the time at which the link opened, in milliseconds since 1970. */
    public long since() {
        return since;
    }

    /** Returns whether the link opened after this time, in nanoseconds of the monotonic clock. */
    boolean openedAfter(long time) {
        return openedAt - time > 0;
    }

    /** Returns the state of failure detection. It is kept here because every received line updates it. */
    public ProbeState probe() {
        return probe;
    }

    /**
     * Takes over a new incarnation of the neighbor. The link stays.
     *
     * @return false if this is another peer or process, or not a higher incarnation; then nothing changes
     */
    public boolean renew(Identity renewed) {
        boolean raised = renewed.peer().succeeds(id()) && renewed.start() == identity.start();
        if (raised) {
            identity = renewed;
            probe.setPeer(renewed.peer());
        }
        return raised;
    }

    /** Notes that the neighbor replied to a PING that asked whether its link is dead. */
    void setAnsweredAt(long now) {
        answeredAt = OptionalLong.of(now);
    }

    /** Returns whether {@link #setAnsweredAt} was called after this time, in nanoseconds. */
    boolean answeredAfter(long time) {
        return answeredAt.isPresent() && answeredAt.getAsLong() - time > 0;
    }

    /** Takes the link out of the broadcast tree. */
    public void prune() {
        lazy = true;
    }

    /** Takes the link into the broadcast tree. */
    public void graft() {
        lazy = false;
    }

    /** Returns whether messages are announced to the neighbor and not sent. */
    public boolean isLazy() {
        return lazy;
    }

    /** Returns whether the neighbor states its own origin. On one link only the first start that it states counts. */
    public boolean isOwnOrigin(Origin stated) {
        if (start.isEmpty() && stated.address().equals(address())) {
            start = OptionalLong.of(stated.start());
        }
        return stated.address().equals(address()) && stated.start() == start.getAsLong();
    }

    /** Notes that a DIGEST arrived. Returns whether it is the first one. */
    public boolean greet() {
        boolean first = !greeted;
        greeted = true;
        return first;
    }

    /** Notes that this peer has sent its watermarks. From then on the neighbor may send FLOOR. */
    public void setQueried() {
        queried = true;
    }

    public boolean isQueried() {
        return queried;
    }

    public boolean isLagging() {
        return lagging;
    }

    public void setLagging(boolean now) {
        lagging = now;
    }

    /**
     * Notes whether the digest of a PING differs from that of this peer. Returns true at every second consecutive
     * difference.
     */
    public boolean differsRepeatedly(boolean differs) {
        mismatches = differs ? mismatches + 1 : 0;
        boolean repeated = mismatches >= 2;
        if (repeated) {
            mismatches = 0;
        }
        return repeated;
    }

    /** @param equalDigest whether the neighbor and this peer have received the same messages */
    public void pingReplied(int itsDegree, boolean equalDigest) {
        degree = itsDegree;
        agreements = equalDigest ? agreements + 1 : 0;
    }

    /** Returns the degree in the last PING_REPLY of the neighbor; 0 before the first. */
    public int degree() {
        return degree;
    }

    /** Returns whether the last two PING_REPLYs of the neighbor had the digest of this peer. */
    public boolean isInSync() {
        return agreements >= 2;
    }

    /**
     * Marks the link as an extra link.
     *
     * @param until time in nanoseconds before which the link is not shed
     * @return false if it was marked before; the first time stays
     */
    public boolean protect(long until) {
        boolean first = protectedUntil.isEmpty();
        if (first) {
            protectedUntil = OptionalLong.of(until);
        }
        return first;
    }

    public boolean isProtected(long now) {
        return protectedUntil.isPresent() && now - protectedUntil.getAsLong() < 0;
    }

    /** Notes that this peer opened the link in place of a lost one. */
    public void setReplacement() {
        replacement = true;
    }

    public boolean isReplacement() {
        return replacement;
    }

    /** Notes whether the neighbor sent a message that this peer already had, since the last heartbeat. */
    public void setSentDuplicate(boolean now) {
        sentDuplicate = now;
    }

    /** Notes the place of the neighbor in the broadcast tree. */
    public void setBranch(Branch now) {
        branch = now;
    }

    /** Returns whether messages recently reached both ends without this link. A bridge never carries a second copy. */
    public boolean isRedundant() {
        return sentDuplicate || lazy || branch == Branch.REPLACEABLE;
    }

    /** Returns whether the neighbor knows better than this peer whether messages reach both ends without the link. */
    public boolean isChild() {
        return branch == Branch.CHILD;
    }

    /** Returns whether messages reach this peer over this link only, as far as it knows. */
    public boolean isOnlyWay() {
        return branch == Branch.PARENT && !isRedundant();
    }
}
