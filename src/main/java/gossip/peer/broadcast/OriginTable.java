package gossip.peer.broadcast;

import gossip.protocol.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * The origins that this peer knows. A listed origin is one that a member list or a HELLO named recently; it is always
 * admitted. Of unlisted origins, each link brings a share of a limit in each heartbeat. When there are too many, the
 * one that was brought first by the link that brought most of them is evicted.
 *
 * <pre>
 * unknown --first message, admitted----------> unlisted --named by a list or a HELLO--> listed
 *    ^                                          |    ^                                    |
 *    +--evicted, or gone: nothing retained and -+    +-----not named for FORGET_AFTER-----+
 *       no message for FORGET_AFTER
 * </pre>
 */
final class OriginTable {

    /** Guessed; 16 heartbeats of the smallest admission limit. */
    static final int MAX_UNLISTED = 16_384;
    /** More than the members of the largest network that seeds accept. */
    static final int MAX_LISTED = 131_072;
    /** Unknown origins that are admitted in each heartbeat; four times the number of members if that is more. */
    static final int MIN_ADMISSIONS = 1024;
    private static final int ADMISSIONS_PER_MEMBER = 4;
    /** Seconds without a message after which an origin of which nothing is retained is forgotten. */
    static final int FORGET_AFTER = 3600;
    /** The longest silence in seconds that is distinguished, about 31 years. */
    static final int MAX_SILENCE = 1_000_000_000;
    /** Seconds between two searches for origins to forget. */
    private static final int SWEEP_INTERVAL = 60;

    private final Map<Origin, OriginState> states = new HashMap<>();
    private final DigestTree tree = new DigestTree();
    private final ReceivedSet.WindowBudget windows = new ReceivedSet.WindowBudget();
    private final OriginList listed = new OriginList();
    /** Unlisted origins that were brought by links that are closed. */
    private final OriginList orphans = new OriginList();
    /** Unlisted origins by the link that brought them. */
    private final Map<Object, OriginList> byLink = new LinkedHashMap<>();
    private final LongPredicate isRetained;
    private int admissions = MIN_ADMISSIONS;
    private long heartbeats;
    /** Number of links that brought unknown origins in this heartbeat. */
    private int competing;
    private int now;
    private int sweptAt;
    private final ForgottenOrigins forgotten = new ForgottenOrigins();

    /** @param isRetained whether the message at a position of the cache is retained */
    OriginTable(LongPredicate isRetained) {
        this.isRetained = isRetained;
    }

    DigestTree tree() {
        return tree;
    }

    ReceivedSet.WindowBudget windows() {
        return windows;
    }

    /** Returns seconds since the start. */
    int now() {
        return now;
    }

    Optional<OriginState> find(Origin origin) {
        return Optional.ofNullable(states.get(origin));
    }

    /** Returns the received numbers of an origin, also if it was evicted. They must not be modified. */
    ReceivedSet received(Origin origin) {
        OriginState state = states.get(origin);
        return state != null ? state : forgotten.of(origin);
    }

    /** Returns whether the message has been received. If so, counts the copy. Creates no object. */
    boolean countCopy(Origin origin, long sequence, MessageCache cache) {
        OriginState state = states.get(origin);
        boolean known = state != null && state.contains(sequence);
        if (known) {
            cache.countCopy(state, sequence);
        }
        return known;
    }

    /**
     * Adds an unknown origin.
     *
     * @param link the link that brought it
     * @return empty if the link has brought its share of unknown origins in this heartbeat, or {@link DigestTree#add}
     *     does not accept the origin
     */
    Optional<OriginState> admit(Origin origin, Object link, boolean isListed, int lastActive) {
        OriginList list = isListed ? listed : byLink.computeIfAbsent(link, key -> new OriginList());
        if (!isListed) {
            competing += list.isNew(heartbeats) ? 1 : 0;
            if (!list.admit(heartbeats, admissions / competing)) {
                return Optional.empty();
            }
        }
        Optional<OriginState> added = add(origin, list, lastActive);
        added.filter(state -> isListed).ifPresent(state -> state.setListed(now));
        return added;
    }

    /** Adds an origin that an earlier process of this peer knew, without a limit of admissions. */
    Optional<OriginState> restore(Origin origin, int lastActive) {
        return add(origin, orphans, lastActive);
    }

    private Optional<OriginState> add(Origin origin, OriginList list, int lastActive) {
        OriginState state = new OriginState(origin, OriginHash.of(origin), lastActive);
        if (!tree.add(state)) {
            return Optional.empty();
        }
        forgotten.restore(state, windows);
        tree.returned(state);
        states.put(origin, state);
        list.add(state);
        makeRoom();
        return Optional.of(state);
    }

    /** Notes that an earlier process forgot an origin that was active at this time. */
    void restoreHorizon(int active) {
        forgotten.addLastActive(active);
    }

    /** Evicts in time proportional to the number of links. */
    private void makeRoom() {
        if (listed.size() > MAX_LISTED) {
            evict(listed.first());
        }
        if (states.size() - listed.size() > MAX_UNLISTED) {
            evict(largest().first());
        }
    }

    /** Returns the list that loses the next unlisted origin. */
    private OriginList largest() {
        OriginList largest = orphans;
        for (OriginList list : byLink.values()) {
            largest = list.size() > largest.size() ? list : largest;
        }
        return largest;
    }

    /**
     * Returns an origin that a seed should confirm: one that may be evicted in the next heartbeat, and of which more
     * than one message was received. Its list then loses it last. Returns empty while evictions are not near. Call it
     * before {@link #heartbeat}, which ends the count of unknown origins.
     */
    Optional<Origin> nextToConfirm() {
        boolean near = competing > 0 && states.size() - listed.size() > MAX_UNLISTED / 2;
        return near ? largest().postponeOldestActive(admissions).map(OriginState::origin) : Optional.empty();
    }

    /** Each peer evicts other origins. So the digest does not change until no peer knows them. */
    private void evict(OriginState state) {
        tree.keepRemoved(true);
        forgotten.evicted(now, state.newest());
        forget(state);
    }

    private void forget(OriginState state) {
        states.remove(state.origin());
        tree.remove(state);
        forgotten.add(state);
        state.release(windows);
        state.list().remove(state);
    }

    /** Notes that a member list or a HELLO named the origin. */
    void setListed(Origin origin) {
        OriginState state = states.get(origin);
        if (state != null) {
            state.setListed(now);
            move(state, listed);
        }
    }

    private static void move(OriginState state, OriginList to) {
        if (state.list() != to) {
            state.list().remove(state);
            to.add(state);
        }
    }

    /**
     * Raises the limit of admissions. A list may be a sample, so a shorter one does not lower it.
     *
     * @param members the number that a seed stated; at most {@link #MAX_LISTED} of them count
     */
    void setMembers(int members) {
        admissions = Math.max(admissions, ADMISSIONS_PER_MEMBER * Math.min(members, MAX_LISTED));
    }

    void linkClosed(Object link) {
        OriginList list = byLink.remove(link);
        if (list != null) {
            list.moveAllTo(orphans);
        }
    }

    /** @param seconds time since the start */
    void heartbeat(int seconds) {
        now = seconds;
        heartbeats++;
        competing = 0;
        if (now - sweptAt >= SWEEP_INTERVAL) {
            sweptAt = now;
            sweep();
        }
    }

    private void sweep() {
        List<OriginState> gone = new ArrayList<>();
        for (OriginState state : states.values()) {
            if (state.list() == listed && isPast(state.lastListed())) {
                move(state, orphans);
            }
            if (state.list() != listed && isPast(state.lastActive()) && !isRetained.test(state.newest())) {
                gone.add(state);
            }
        }
        gone.forEach(this::forget);
        tree.keepRemoved(forgotten.remembers(now - FORGET_AFTER, isRetained));
    }

    private boolean isPast(int time) {
        return time < now - FORGET_AFTER;
    }

    /** Returns the {@linkplain ForgottenOrigins#horizon horizon} at present. */
    int horizon() {
        return forgotten.horizon(now);
    }
}
