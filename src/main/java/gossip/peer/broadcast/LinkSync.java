package gossip.peer.broadcast;

import gossip.protocol.HashPrefix;
import gossip.protocol.Message.Watermark;
import gossip.protocol.Message.Watermarks;
import gossip.protocol.Origin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The state of anti-entropy for one link: the list that arrives, the exchange that this peer began, and its pacing. */
final class LinkSync {

    /** Requests of one exchange that wait for an answer. Guessed. */
    private static final int MAX_OUTSTANDING = 8;
    /** Exchanges in a row without effect after which the next one waits. Guessed. */
    private static final int FREE_FAILURES = 2;
    /** The longest pause after more of them is this power of two, in heartbeats. */
    private static final int MAX_BACKOFF = 3;

    /** The differences of a link without an exchange. Never modified. */
    private static final Deque<Difference> NONE = new ArrayDeque<>(0);

    /** A prefix in which both ends differ, and the number of origins that the neighbor has there. */
    record Difference(HashPrefix prefix, int theirCount) {

        /** A difference that must be requested, because the neighbor has origins or may have them. */
        static Difference unknown(HashPrefix prefix) {
            return new Difference(prefix, Integer.MAX_VALUE);
        }
    }

    private long neighborDigest;
    private int neighborHorizon = Integer.MAX_VALUE;

    private Optional<Watermarks> list = Optional.empty();
    private Map<Origin, Watermark> listed = Map.of();

    private boolean active;
    private long begunAt;
    private long digestAtBegin;
    private boolean supplied;
    private Deque<Difference> differences = NONE;
    private Set<HashPrefix> outstanding = Set.of();
    private int failures;
    private long notBefore;

    private long workAt = -1;
    private long work;

    // ---- the neighbor

    long neighborDigest() {
        return neighborDigest;
    }

    void setNeighborDigest(long digest) {
        neighborDigest = digest;
    }

    int neighborHorizon() {
        return neighborHorizon;
    }

    void setNeighborHorizon(int seconds) {
        neighborHorizon = seconds;
    }

    /** Counts work that the neighbor causes. Returns false beyond the maximum of this heartbeat. */
    boolean work(long amount, long heartbeat, long max) {
        if (workAt != heartbeat) {
            workAt = heartbeat;
            work = 0;
        }
        work += amount;
        return work <= max;
    }

    /** Returns whether the neighbor has caused work in this heartbeat. */
    boolean hasWorked(long heartbeat) {
        return workAt == heartbeat;
    }

    /** Returns how much work the neighbor has caused in this heartbeat. */
    long workIn(long heartbeat) {
        return hasWorked(heartbeat) ? work : 0;
    }

    /** Adds work that was done already. */
    void charge(long amount) {
        work += amount;
    }

    // ---- the list that arrives

    /** Returns the header of the list whose lines arrive. */
    Optional<Watermarks> list() {
        return list;
    }

    void expectList(Watermarks header) {
        list = Optional.of(header);
        listed = new LinkedHashMap<>();
    }

    /** Adds a line. Returns whether the list is complete. */
    boolean addListed(Watermark watermark) {
        listed.put(watermark.origin(), watermark);
        return listed.size() == list.orElseThrow().count();
    }

    Map<Origin, Watermark> takeList() {
        Map<Origin, Watermark> taken = listed;
        list = Optional.empty();
        listed = Map.of();
        return taken;
    }

    // ---- the exchange that this peer began

    boolean isActive() {
        return active;
    }

    boolean mayBegin(long heartbeat) {
        return !active && heartbeat >= notBefore;
    }

    void begin(long heartbeat, long digest) {
        active = true;
        begunAt = heartbeat;
        digestAtBegin = digest;
        supplied = false;
        outstanding = new LinkedHashSet<>();
        differences = new ArrayDeque<>();
        differences.push(Difference.unknown(HashPrefix.ROOT));
    }

    boolean isOverdue(long heartbeat) {
        return active && heartbeat - begunAt >= 2;
    }

    /**
     * Ends the exchange.
     *
     * @param jitter heartbeats to wait in addition, if the next exchange must wait
     */
    void end(long heartbeat, long digest, int jitter) {
        active = false;
        differences = NONE;
        outstanding = Set.of();
        boolean hadEffect = supplied || digest != digestAtBegin;
        failures = hadEffect ? 0 : failures + 1;
        notBefore = failures <= FREE_FAILURES ? heartbeat
                : heartbeat + (1L << Math.min(failures - FREE_FAILURES, MAX_BACKOFF)) + jitter;
    }

    int failures() {
        return failures;
    }

    void setSupplied() {
        supplied = true;
    }

    /** Requests again what was not answered. */
    void repeatOutstanding() {
        outstanding.forEach(prefix -> differences.push(Difference.unknown(prefix)));
        outstanding.clear();
    }

    void addDifference(Difference difference) {
        differences.push(difference);
    }

    /** Returns the next difference, if another request may be sent. */
    Optional<Difference> nextDifference() {
        return outstanding.size() < MAX_OUTSTANDING ? Optional.ofNullable(differences.poll()) : Optional.empty();
    }

    void addOutstanding(HashPrefix prefix) {
        outstanding.add(prefix);
    }

    /** Returns false if no request for this prefix waits for an answer. */
    boolean answered(HashPrefix prefix) {
        return active && outstanding.remove(prefix);
    }

    boolean isComplete() {
        return differences.isEmpty() && outstanding.isEmpty();
    }
}
