package gossip.peer.broadcast;

import gossip.peer.broadcast.ReceivedSet.Addition;
import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * The messages that this peer has received. It holds the exact set of the sequences of each origin, and the most recent
 * messages in full. It decides whether a message is new. All bounds, and what happens beyond them:
 * {@code src/docs/dissemination.md}.
 */
public final class MessageHistory {

    /** Receives the numbers of an origin that are given up, because neighbors do not retain them. */
    @FunctionalInterface
    public interface GapListener {
        /** @param end the number after the last one */
        void gap(Origin origin, long first, long end);
    }

    /** Seconds after the last message of an origin during which no peer forgets the origin. */
    private static final int FORWARD_FOR = OriginTable.FORGET_AFTER / 2;

    private final MessageCache cache;
    private final OriginTable origins;
    private final FloorClaims claims = new FloorClaims();
    private final LongSupplier clock;
    private final Predicate<Origin> isKnown;
    private final GapListener gapListener;
    private final StatedActivity activity = new StatedActivity();

    /**
     * @param clock the time of day in milliseconds since 1970
     * @param isKnown whether a list or a HELLO that this peer remembers names the origin
     */
    public MessageHistory(
            Retention retention, LongSupplier clock, Predicate<Origin> isKnown, GapListener gapListener) {
        this.cache = new MessageCache(retention);
        this.origins = new OriginTable(cache::isRetained);
        this.clock = clock;
        this.isKnown = isKnown;
        this.gapListener = gapListener;
    }

    /**
     * Adds a message and retains it, if it is new.
     *
     * @param link identifies the link that it came on
     */
    Addition add(Gossip gossip, Object link, Address sender) {
        Origin origin = gossip.id().origin();
        Optional<OriginState> found = origins.find(origin);
        boolean isUnknown = found.isEmpty();
        if (isUnknown && (contains(gossip.id()) || isOutOfRange(gossip.id()))) {
            return Addition.DROPPED;
        }
        int active = activity.of(origin, origins.now());
        OriginState state = isUnknown ? origins.admit(origin, link, isKnown.test(origin), active).orElse(null)
                : found.get();
        if (state == null) {
            activity.remove(origin);
            return Addition.DROPPED;
        }
        return add(gossip, state, sender, active);
    }

    private Addition add(Gossip gossip, OriginState state, Address sender, int active) {
        long before = state.contribution();
        Addition addition = state.add(gossip.id().sequence(), origins.windows());
        if (addition != Addition.NEW) {
            return addition;
        }
        origins.tree().change(state.hash(), state.contribution() - before);
        state.setLastActive(active);
        cache.add(state, gossip, sender, clock.getAsLong());
        return origins.now() - active < FORWARD_FOR && (active >= 0 || isKnown.test(gossip.id().origin()))
                ? Addition.NEW : Addition.OLD;
    }

    /** Returns whether a message is too far ahead of what was received, so that it would be dropped. */
    boolean isOutOfRange(MessageId id) {
        return origins.received(id.origin()).isTooFar(id.sequence()) || isAhead(id.origin());
    }

    /** Marks a number of this peer as used, because a forged message has it. Neither stores nor delivers it. */
    void markUsed(MessageId id) {
        origins.find(id.origin()).or(() -> origins.admit(id.origin(), this, true, origins.now())).ifPresent(state ->
                origins.tree().change(state, () -> state.add(id.sequence(), origins.windows())));
    }

    /** Returns whether the start of the process is too far ahead of the clock, so that the origin is not tracked. */
    boolean isAhead(Origin origin) {
        return origin.start() > clock.getAsLong() + Identity.MAX_AHEAD.toMillis();
    }

    /** Returns whether the message has been received. */
    public boolean contains(MessageId id) {
        return origins.received(id.origin()).contains(id.sequence());
    }

    /** Returns the message and how it was received, if it is retained. */
    public Optional<StoredMessage> stored(MessageId id) {
        return origins.find(id.origin()).flatMap(state -> LongStream
                .iterate(state.newest(), cache::isRetained, cache::previous)
                .filter(position -> cache.message(position).id().sequence() == id.sequence())
                .mapToObj(cache::stored).findFirst());
    }

    /** Returns at most this many retained messages, those that were received last, oldest first. */
    public List<StoredMessage> newest(int most) {
        return cache.newest(most);
    }

    /** Returns whether the message has been received. If so, counts the copy. */
    boolean countCopy(Origin origin, long sequence) {
        return origins.countCopy(origin, sequence, cache);
    }

    /** Returns the watermark of an origin: all lower sequence numbers are received, or no neighbor has them. */
    public long next(Origin origin) {
        return origins.received(origin).front();
    }

    /** Returns the watermark including floors that neighbors claim. Messages up to it are still requested. */
    public long accountedFor(Origin origin) {
        return Math.max(next(origin), claims.of(origin).orElse(0L));
    }

    /** Returns a sum that is equal for equal sets of received messages, in whatever order they came. */
    public long digest() {
        return origins.tree().digest();
    }

    /** Returns the number of known origins. */
    public int origins() {
        return origins.tree().size();
    }

    /** Returns the number of messages retained in full. */
    public int retained() {
        return cache.size();
    }

    /** Returns whether the limit in bytes cuts another given limit of the retention short. */
    public boolean isCutByBytes() {
        return cache.isCutByBytes();
    }

    /** Notes that a member list or a HELLO named the origin. */
    public void setListed(Origin origin) {
        origins.setListed(origin);
    }

    /** Returns an origin that a seed should confirm, because it may be evicted soon. Call it before a heartbeat. */
    public Optional<Origin> nextToConfirm() {
        return origins.nextToConfirm();
    }

    /** @param members number of members in the last list */
    public void setMembers(int members) {
        origins.setMembers(members);
    }

    /**
     * Removes messages that have expired and origins that are silent for too long, and accepts claimed floors.
     *
     * @param seconds time since the start of this peer
     */
    public void heartbeat(int seconds) {
        activity.heartbeat();
        cache.removeExpired(clock.getAsLong());
        origins.heartbeat(seconds);
        claims.heartbeat(this::acceptFloor);
    }

    void linkClosed(Object link) {
        origins.linkClosed(link);
    }

    // ---- for exchanges

    DigestTree tree() {
        return origins.tree();
    }

    MessageCache cache() {
        return cache;
    }

    Optional<OriginState> find(Origin origin) {
        return origins.find(origin);
    }

    OriginTable table() {
        return origins;
    }

    /** Returns the seconds since the last message of an origin. */
    int age(OriginState state) {
        return Math.max(0, origins.now() - state.lastActive());
    }

    /** Notes the age that a neighbor states before it sends messages of the origin. */
    void setAge(Origin origin, int age) {
        if (age > 0) {
            activity.add(origin, origins.now() - age);
        }
    }

    /**
     * Notes that a neighbor cannot supply the messages below the floor.
     *
     * @param isOnlyLink whether this peer has no other neighbor
     * @return whether other neighbors are to be asked
     */
    boolean claimFloor(Origin origin, long floor, Object link, boolean isOnlyLink) {
        return floor > next(origin) && !isAhead(origin) && claims.add(origin, floor, link, isOnlyLink);
    }

    /** Gives up the missing messages below a floor. An unknown origin is admitted like that of a message. */
    private boolean acceptFloor(Origin origin, long floor, boolean isConfirmed) {
        Optional<OriginState> found = origins.find(origin);
        boolean isReceivedAbove = found.isPresent() && floor <= found.get().end();
        if (!isConfirmed && !isReceivedAbove) {
            return false;
        }
        int active = activity.of(origin, origins.now());
        found.or(() -> origins.admit(origin, claims, isKnown.test(origin), active)).ifPresent(state ->
                origins.tree().change(state, () -> state.raiseFloor(floor, origins.windows(),
                        (first, end) -> gapListener.gap(origin, first, end))));
        return true;
    }

    /** Lowers a floor above which nothing was received, because a neighbor needs lower messages. */
    void lowerFloor(OriginState state, long next) {
        origins.tree().change(state, () -> state.lowerFloor(next));
    }
}
