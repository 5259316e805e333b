package gossip.peer.overlay;

import gossip.node.Link;
import gossip.peer.failure.FailureDetector;
import gossip.protocol.Address;
import gossip.protocol.PeerId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** The other end of a link of the overlay, with what is known and still owed on it. */
public final class Neighbor {

    private static final int MAX_PRUNED_ORIGINS = 16_384;

    private final Link link;
    private final boolean dialed;
    private final ProbeState probe;
    private PeerId id;
    /** Consecutive heartbeats at which its digest differed from ours. */
    private int mismatches;
    /** Heartbeats in a row at which it had received just what we had. */
    private int agreements;
    /** As it last told. */
    private int degree;
    /** Until when, in nanoseconds, the link is not to be shed, if it is one that mends the overlay. */
    private OptionalLong protectedUntil = OptionalLong.empty();
    /** A message did not fit in the queue to it; anti-entropy will fill it in. */
    private boolean lagging;
    /** Origins whose messages it has asked to be spared. */
    private final Set<PeerId> prunedOrigins = new HashSet<>();
    /** It has sent a copy of what had come by another way, since the last heartbeat. */
    private boolean sentDuplicate;
    /** For what we lack. */
    private boolean asked;
    private int watermarksDue;
    private Map<PeerId, Long> watermarks = Map.of();

    /** @param dialled whether we dialled the link, and not the neighbor */
    Neighbor(PeerId id, Link link, boolean dialled) {
        this.id = id;
        this.link = link;
        this.dialed = dialled;
        this.probe = new ProbeState(id);
    }

    public PeerId id() {
        return id;
    }

    public Address address() {
        return id.address();
    }

    public Link link() {
        return link;
    }

    public boolean dialed() {
        return dialed;
    }

    /** What {@link FailureDetector} knows of it; at hand here, because every line that comes from it is noted there. */
    public ProbeState probe() {
        return probe;
    }

    public void setId(PeerId newLife) {
        id = newLife;
        probe.peer = newLife;
    }

    public void prune(PeerId origin) {
        if (prunedOrigins.size() < MAX_PRUNED_ORIGINS) {
            prunedOrigins.add(origin);
        }
    }

    public void graft(PeerId origin) {
        prunedOrigins.remove(origin);
    }

    public void graftAll() {
        prunedOrigins.clear();
    }

    /** Whether a message of this origin is to be pushed to it now. */
    public boolean isEager(PeerId origin) {
        return !lagging && (prunedOrigins.isEmpty() || !prunedOrigins.contains(origin));
    }

    public boolean isLagging() {
        return lagging;
    }

    public void lagging(boolean now) {
        lagging = now;
    }

    /** @return whether it differed at two heartbeats in a row: one may just have been a message on its way */
    public boolean differs(boolean now) {
        mismatches = now ? mismatches + 1 : 0;
        boolean twice = mismatches >= 2;
        if (twice) {
            mismatches = 0;
        }
        return twice;
    }

    /** @param agrees whether it has received just what we have */
    public void replied(int itsDegree, boolean agrees) {
        degree = itsDegree;
        agreements = agrees ? agreements + 1 : 0;
    }

    public int degree() {
        return degree;
    }

    /** Whether it had received just what we had at two heartbeats in a row. */
    public boolean isInStep() {
        return agreements >= 2;
    }

    /** @return false when it is one that mends already */
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

    public void sentDuplicate(boolean now) {
        sentDuplicate = now;
    }

    /** Whether messages went round it lately: over a link that the overlay hangs on no second copy ever comes. */
    public boolean isRedundant() {
        return sentDuplicate || !prunedOrigins.isEmpty();
    }

    public void asked() {
        asked = true;
    }

    public boolean wasAsked() {
        return asked;
    }

    public void expectWatermarks(int count) {
        watermarksDue = count;
        watermarks = new HashMap<>();
    }

    public boolean awaitsWatermarks() {
        return watermarksDue > 0;
    }

    public void watermark(PeerId origin, long next) {
        watermarksDue--;
        watermarks.put(origin, next);
    }

    public Map<PeerId, Long> takeWatermarks() {
        Map<PeerId, Long> taken = watermarks;
        watermarks = Map.of();
        return taken;
    }
}
