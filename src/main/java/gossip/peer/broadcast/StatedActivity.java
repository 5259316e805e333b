package gossip.peer.broadcast;

import gossip.protocol.Origin;
import java.util.HashMap;
import java.util.Map;

/**
 * The times of the last activity of origins, as neighbors stated them before they sent old messages. A time counts in
 * place of the time of reception, for at most two heartbeats.
 */
final class StatedActivity {

    /** Beyond it, the time of reception counts. */
    private static final int MAX_SIZE = OriginTable.MAX_UNLISTED;
    private static final int KEPT = 2;

    private final Map<Origin, Integer> times = new HashMap<>();
    private int heartbeats;

    /** @param time time in seconds since the start of this peer */
    void add(Origin origin, int time) {
        if (times.isEmpty()) {
            heartbeats = 0;
        }
        if (times.size() < MAX_SIZE) {
            times.put(origin, time);
        }
    }

    /** Returns the stated time of an origin, or the present time. */
    int of(Origin origin, int now) {
        return times.isEmpty() ? now : times.getOrDefault(origin, now);
    }

    /** Removes the time of an origin whose messages are dropped. */
    void remove(Origin origin) {
        times.remove(origin);
    }

    void heartbeat() {
        heartbeats++;
        if (heartbeats >= KEPT && !times.isEmpty()) {
            times.clear();
        }
    }
}
