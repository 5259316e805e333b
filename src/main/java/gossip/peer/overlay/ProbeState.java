package gossip.peer.overlay;

import gossip.protocol.Address;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.Optional;

/**
 * The state of failure detection for one neighbor. It begins with the link, and ends when the link is replaced or the
 * neighbor leaves or is declared dead.
 *
 * <pre>
 *          pingSent                    replyReceived / misses = 0
 *  idle -------------> awaiting reply -----------------------------------> idle
 *                            |--------missed / misses + 1----------------> idle
 *                            +--------pingDiscarded, linkBroken----------> idle
 *
 *  linked --linkBroken(false)--> broken      the neighbor is dialed again at each heartbeat
 *     +-----linkBroken(true)---> replaced    the neighbor is only pinged on separate connections
 * </pre>
 */
public final class ProbeState {

    /** Replies in a row after which a slow neighbor is punctual again. Guessed. */
    private static final int PUNCTUAL_AFTER = 8;

    private PeerId peer;
    private int misses;
    /** Replies until the neighbor is punctual; 0 if it is. */
    private int slowFor;
    private boolean broken;
    private boolean replaced;
    private boolean awaitingReply;
    /** True if anything was received from the neighbor since the last PING was sent. */
    private boolean received;
    /** True if the neighbor replied on another connection, and nothing has arrived on the link since the last PING. */
    private boolean bypassed;
    private long token;
    /** Time of the last PING in nanoseconds. */
    private long sentAt;
    /** The last measured round trip in nanoseconds; -1 before the first. */
    private long roundTrip = -1;

    ProbeState(PeerId peer) {
        this.peer = peer;
    }

    void setPeer(PeerId renewed) {
        peer = renewed;
    }

    public PeerId peer() {
        return peer;
    }

    public Address address() {
        return peer.address();
    }

    public void pingSent(long newToken, long now) {
        awaitingReply = true;
        received = false;
        token = newToken;
        sentAt = now;
    }

    public void replyReceived() {
        awaitingReply = false;
        misses = 0;
        slowFor = Math.max(0, slowFor - 1);
    }

    /** Notes that the neighbor was declared dead and has returned, so it was slow and not dead. */
    public void returned() {
        slowFor = PUNCTUAL_AFTER;
    }

    /** Returns whether the neighbor returned a short time ago, or still misses PINGs since then. */
    public boolean isSlow() {
        return slowFor > 0;
    }

    /** Notes that the neighbor replied to a PING on another connection. */
    public void repliedElsewhere() {
        replyReceived();
        bypassed = !received;
    }

    public void missed() {
        awaitingReply = false;
        misses++;
        slowFor = slowFor > 0 ? PUNCTUAL_AFTER : 0;
    }

    public void pingDiscarded() {
        awaitingReply = false;
    }

    /** @param willBeReplaced true if a link to another peer takes the place of the broken one */
    public void linkBroken(boolean willBeReplaced) {
        awaitingReply = false;
        broken = true;
        replaced = willBeReplaced;
    }

    public void received() {
        received = true;
        bypassed = false;
    }

    /** Returns whether the neighbor replied on another connection and the link has carried nothing since its PING. */
    public boolean isBypassed() {
        return bypassed;
    }

    public void setRoundTrip(Duration measured) {
        roundTrip = measured.toNanos();
    }

    /** Returns the last measured round trip on the link; empty before the first. */
    public Optional<Duration> roundTrip() {
        return roundTrip < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(roundTrip));
    }

    public boolean isAwaitingReply() {
        return awaitingReply;
    }

    /** Returns whether the PING with this token is the last one and has no reply yet. */
    public boolean isAwaitingReply(long expectedToken) {
        return awaitingReply && token == expectedToken;
    }

    /** Returns the number of consecutive misses. */
    public int misses() {
        return misses;
    }

    public boolean hasReceived() {
        return received;
    }

    public boolean isBroken() {
        return broken;
    }

    public boolean isReplaced() {
        return replaced;
    }

    public long token() {
        return token;
    }

    public long sentAt() {
        return sentAt;
    }
}
