package gossip.peer.signature;

import gossip.identity.Fingerprint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The certificates that a peer examines in one heartbeat, each once. The hosts that bring unknown ones share the number
 * equally. The identity of a neighbor is its host, so more links bring no more.
 */
final class ExaminationBudget {

    /**
     * Certificates in a heartbeat. Each takes up to a millisecond. A late joiner of a network with more hosts gets the
     * others in later heartbeats. Guessed.
     */
    static final int MAX_EXAMINED = 256;

    private final Set<Fingerprint> examined = new HashSet<>();
    private final Set<Fingerprint> running = new HashSet<>();
    /** Number of certificates that each host brought in this heartbeat. */
    private final Map<String, Integer> byHost = new HashMap<>();
    /** Number of hosts that brought some in the heartbeat before. They probably do so again. */
    private int hostsBefore;

    /** Returns whether a certificate was taken in this heartbeat, so it needs no second examination. */
    boolean isTaken(Fingerprint certificate) {
        return examined.contains(certificate);
    }

    /** Takes an unknown certificate. Returns false if its host has used its share. */
    boolean take(Fingerprint certificate, String host) {
        int used = byHost.merge(host, 1, Integer::sum);
        int share = Math.max(1, MAX_EXAMINED / Math.max(hostsBefore, byHost.size()));
        boolean taken = used <= share && examined.add(certificate);
        if (taken) {
            running.add(certificate);
        }
        return taken;
    }

    /** Returns whether the examination of a certificate that was taken has not ended. */
    boolean isRunning(Fingerprint certificate) {
        return running.contains(certificate);
    }

    void ended(Fingerprint certificate) {
        running.remove(certificate);
    }

    void heartbeat() {
        hostsBefore = byHost.size();
        byHost.clear();
        examined.clear();
    }
}
