package gossip.peer.signature;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The invalid signatures that arrived in one heartbeat, by host. Their verification may take {@value #PERCENT} % of one
 * core, shared equally by the hosts that send some. Beyond the share of its host, a link on which no genuine message
 * has arrived gets no verification. An invalid signature closes its link, so each costs the sender a link. A host that
 * sends none loses nothing.
 */
final class InvalidSignatures {

    /** Share of one core in percent. Guessed. */
    static final int PERCENT = 5;
    /** Nominal cost of a verification. More than measured, which is at most 0.65 ms. */
    static final Duration COST = Duration.ofMillis(1);

    private final long most;
    private final Map<String, Integer> byHost = new HashMap<>();
    /** Number of hosts that sent some in the heartbeat before. They probably do so again. */
    private int hostsBefore;

    /** @param heartbeat the time between two calls of {@link #heartbeat} */
    InvalidSignatures(Duration heartbeat) {
        most = heartbeat.multipliedBy(PERCENT).dividedBy(100).dividedBy(COST);
    }

    void add(String host) {
        byHost.merge(host, 1, Integer::sum);
    }

    /** Returns whether a host has used its share. */
    boolean isExcessive(String host) {
        int used = byHost.getOrDefault(host, 0);
        return used > 0 && used >= Math.max(1, most / Math.max(hostsBefore, byHost.size()));
    }

    void heartbeat() {
        hostsBefore = byHost.size();
        byHost.clear();
    }
}
