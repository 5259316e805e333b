package gossip.peer.broadcast;

import gossip.protocol.HashPrefix;
import gossip.protocol.Message.Watermark;
import gossip.protocol.Message.Watermarks;
import gossip.protocol.Origin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
    private boolean hadEffect;
    private Deque<Difference> differences = NONE;
    /** The prefixes of the requests that wait for an answer, and the sum that this peer had for each. */
    private Map<HashPrefix, Long> outstanding = Map.of();
    private final SettledDifferences settled = new SettledDifferences();
    private int failures;
    private long notBefore;

    /** Difference of the digests when this peer last began an exchange or asked the neighbor to begin one. */
    private long lastDifference;
    /** Heartbeat before which the same difference causes nothing. */
    private long notBeforeSame;

    private long workAt = -1;
    private long work;

    // ---- the neighbor

    /** Returns the difference to the last digest that the neighbor stated. */
    long differenceTo(long digest) {
        return digest - neighborDigest;
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
        if (work > max) {
            settled.exclude(HashPrefix.ROOT);
        }
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

    boolean mayBegin(long heartbeat, long digest) {
        return !active && heartbeat >= notBefore && !isPausing(differenceTo(digest), heartbeat);
    }

    void begin(long heartbeat, long digest) {
        active = true;
        begunAt = heartbeat;
        hadEffect = false;
        outstanding = new LinkedHashMap<>();
        differences = new ArrayDeque<>();
        differences.push(Difference.unknown(HashPrefix.ROOT));
        settled.begin(heartbeat);
        lastDifference = differenceTo(digest);
    }

    boolean isOverdue(long heartbeat) {
        return active && heartbeat - begunAt >= 2;
    }

    /**
     * Ends the exchange.
     *
     * @param jitter heartbeats to wait in addition, if the next exchange must wait
     */
    void end(long heartbeat, int jitter) {
        failures = hadEffect ? 0 : Math.min(failures + 1, FREE_FAILURES + MAX_BACKOFF);
        notBefore = heartbeat + (failures > FREE_FAILURES ? (1L << failures - FREE_FAILURES) + jitter : 0);
        differences.forEach(difference -> settled.exclude(difference.prefix()));
        outstanding.keySet().forEach(settled::exclude);
        notBeforeSame = settled.end(heartbeat) ? heartbeat + SettledDifferences.KEPT : heartbeat;
        active = false;
        differences = NONE;
        outstanding = Map.of();
    }

    int failures() {
        return failures;
    }

    void setHadEffect() {
        hadEffect = true;
    }

    /** Requests again what was not answered. */
    void repeatOutstanding() {
        outstanding.keySet().forEach(prefix -> differences.push(Difference.unknown(prefix)));
        outstanding.clear();
    }

    void addDifference(Difference difference) {
        differences.push(difference);
    }

    /**
     * Returns the next difference, if another request may be sent.
     *
     * @param lagging whether the send queue of the neighbor is full, so that lines may be missing
     */
    Optional<Difference> nextDifference(boolean lagging) {
        if (lagging) {
            settled.exclude(HashPrefix.ROOT);
        }
        return !lagging && outstanding.size() < MAX_OUTSTANDING
                ? Optional.ofNullable(differences.poll()) : Optional.empty();
    }

    /** @param sum the sum of this peer for the prefix */
    void addOutstanding(HashPrefix prefix, long sum) {
        outstanding.put(prefix, sum);
    }

    /** Returns false if no request for this prefix waits for an answer. */
    boolean answered(HashPrefix prefix) {
        return active && outstanding.remove(prefix) != null;
    }

    /** Notes that the neighbor has answered a list. Its messages have changed the sum of this peer, if it sent any. */
    void supplied(HashPrefix prefix, long sum, int lines) {
        hadEffect |= active && outstanding.getOrDefault(prefix, sum) != sum;
        if (answered(prefix) && lines > 0) {
            settled.exclude(prefix);
        }
    }

    boolean isComplete() {
        return differences.isEmpty() && outstanding.isEmpty();
    }

    // ---- differences that stay

    SettledDifferences settled() {
        return settled;
    }

    /**
     * Returns whether the digests still differ by the amount of an earlier exchange, and it is too early for another
     * one. A message that both ends receive changes both digests by the same amount. So an equal difference means that
     * both lack the same messages as before.
     */
    boolean isPausing(long difference, long heartbeat) {
        return difference == lastDifference && heartbeat < notBeforeSame;
    }

    /** Lets a difference cause nothing for two heartbeats. If it stays, it then causes nothing for long. */
    void noteDifference(long difference, long heartbeat) {
        notBeforeSame = heartbeat + (difference == lastDifference ? SettledDifferences.KEPT : 2);
        lastDifference = difference;
    }
}
