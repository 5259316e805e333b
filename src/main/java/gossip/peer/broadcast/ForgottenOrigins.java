package gossip.peer.broadcast;

import gossip.protocol.Origin;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * What a peer still knows of origins that its table does not keep. It always knows when the latest of them was active.
 * While it remembers, it also knows the run of received numbers of at least the last {@value #REMEMBERED} of them, in
 * 16 bytes each. So an evicted origin that returns is continued, and a message of its run is not delivered again.
 *
 * <p>The given-up numbers below a run are not part of it, so a false floor mutes nothing. Numbers above the run and
 * ranges below it are not remembered.
 */
final class ForgottenOrigins {

    /** Origins in a block. The oldest block is dropped as a whole. */
    private static final int BLOCK = 4096;
    private static final int MAX_BLOCKS = 32;
    /** As many origins as can be listed. Guessed. */
    static final int REMEMBERED = BLOCK * MAX_BLOCKS;

    private static final ReceivedSet NOTHING = new ReceivedSet();
    private static final int HALF = 32;
    private static final long MAX = (1L << HALF) - 1;

    /** Hashes of origins in ascending order, and the run of each: the first number, and how many follow. */
    private record Block(long[] hashes, long[] runs) {}

    private final TreeMap<Long, Long> latest = new TreeMap<>();
    /** Newest first. */
    private final Deque<Block> blocks = new ArrayDeque<>(1);
    /** True from an eviction on, until no other peer can retain a message of an evicted origin. */
    private boolean remembers;
    /** Time in seconds of the last eviction, and the newest position of all evicted origins in the cache. */
    private int evictedAt;
    private long evictedNewest = -1;
    private Optional<Integer> lastActive = Optional.empty();

    /**
     * Starts to remember. Called before an origin is evicted.
     *
     * @param newest position of its latest retained message in the cache
     */
    void evicted(int now, long newest) {
        remembers = true;
        evictedAt = now;
        evictedNewest = Math.max(evictedNewest, newest);
    }

    /**
     * Returns whether runs are still remembered. Drops them if the last eviction is past and nothing of an evicted
     * origin is retained.
     *
     * @param past time in seconds before which an eviction is past
     */
    boolean remembers(int past, LongPredicate isRetained) {
        if (remembers && evictedAt < past && !isRetained.test(evictedNewest)) {
            remembers = false;
            latest.clear();
            blocks.clear();
        }
        return remembers;
    }

    void add(OriginState state) {
        addLastActive(state.lastActive());
        long first = state.runStart();
        long count = state.front() - first;
        if (!remembers || count == 0 || first > MAX || count > MAX) {
            return;
        }
        latest.put(state.hash(), first << HALF | count);
        if (latest.size() == BLOCK) {
            if (blocks.size() == MAX_BLOCKS) {
                blocks.removeLast();
            }
            blocks.addFirst(new Block(latest.keySet().stream().mapToLong(Long::longValue).toArray(),
                    latest.values().stream().mapToLong(Long::longValue).toArray()));
            latest.clear();
        }
    }

    /** Adds the remembered run of an origin that returns. */
    void restore(OriginState state, ReceivedSet.WindowBudget windows) {
        run(state.hash()).ifPresent(run -> restore(run, state, windows));
    }

    private static void restore(long run, ReceivedSet set, ReceivedSet.WindowBudget windows) {
        long first = run >>> HALF;
        set.raiseFloor(first, windows, (from, end) -> { });
        set.addRange(first, first + (run & MAX), windows);
    }

    /** Returns the remembered numbers of an origin. They must not be modified. */
    ReceivedSet of(Origin origin) {
        if (latest.isEmpty() && blocks.isEmpty()) {
            return NOTHING;
        }
        ReceivedSet set = new ReceivedSet();
        run(OriginHash.of(origin)).ifPresent(run -> restore(run, set, new ReceivedSet.WindowBudget()));
        return set;
    }

    /** Searches the newest entry of an origin in time proportional to the logarithm of the size of a block. */
    private Optional<Long> run(long hash) {
        Long run = latest.get(hash);
        if (run != null) {
            return Optional.of(run);
        }
        for (Block block : blocks) {
            int place = Arrays.binarySearch(block.hashes(), hash);
            if (place >= 0) {
                return Optional.of(block.runs()[place]);
            }
        }
        return Optional.empty();
    }

    /** Notes the time in seconds at which a forgotten origin was active. */
    void addLastActive(int time) {
        lastActive = Optional.of(Math.max(time, lastActive.orElse(time)));
    }

    /**
     * Returns the horizon in seconds: an origin that has been silent for less is known, if this peer ever received a
     * message of it.
     */
    int horizon(int now) {
        return lastActive.map(active -> Math.max(0, now - active)).orElse(Integer.MAX_VALUE);
    }
}
