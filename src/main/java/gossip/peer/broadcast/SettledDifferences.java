package gossip.peer.broadcast;

import gossip.protocol.HashPrefix;
import java.util.HashMap;
import java.util.Map;

/**
 * The differences of one link that exchanges found and did not change, by prefix: for example the origins that one end
 * received before the other one joined, and of which it retains nothing. Later exchanges do not look into them.
 *
 * <p>A message that both ends receive changes both sums by the same amount. So while the difference under a prefix is
 * the same, both ends lack the same as before.
 */
final class SettledDifferences {

    /** Heartbeats after which all differences are compared again. Guessed. */
    static final long KEPT = 4096;
    /** The longest prefixes, so that a link keeps at most 272 differences. */
    static final int MAX_DEPTH = 2;

    private Map<HashPrefix, Long> kept = Map.of();
    private long keptUntil;
    /** What the present exchange has found, without the prefixes in which it changes something. */
    private Map<HashPrefix, Long> found = Map.of();
    private boolean changes;

    void begin(long heartbeat) {
        found = new HashMap<>();
        changes = false;
        if (heartbeat >= keptUntil) {
            kept = Map.of();
        }
    }

    /** Notes the difference of the sums of both ends under a prefix, and returns whether it is not settled. */
    boolean isNew(HashPrefix prefix, long difference) {
        long before = kept.getOrDefault(prefix, 0L);
        if (prefix.depth() <= MAX_DEPTH && (difference != 0 || before != 0)) {
            found.put(prefix, difference);
        }
        return difference != before;
    }

    /** Notes that the exchange changes something under a prefix, or may have to. */
    void exclude(HashPrefix prefix) {
        changes = true;
        if (!found.isEmpty()) {
            found.keySet().removeIf(prefix::overlaps);
        }
    }

    /** Keeps what the exchange did not change, and returns whether it changed nothing. */
    boolean end(long heartbeat) {
        if (kept.isEmpty() && !found.isEmpty()) {
            kept = new HashMap<>();
            keptUntil = heartbeat + KEPT;
        }
        found.forEach((prefix, difference) -> {
            if (difference == 0) {
                kept.remove(prefix);
            } else {
                kept.put(prefix, difference);
            }
        });
        found = Map.of();
        return !changes;
    }
}
