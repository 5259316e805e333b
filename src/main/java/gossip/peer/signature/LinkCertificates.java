package gossip.peer.signature;

import gossip.identity.Fingerprint;
import java.util.LinkedHashSet;
import java.util.Set;

/** The certificates that crossed one link, and how many the neighbor may still send in this heartbeat. */
final class LinkCertificates {

    /** Certificates that are remembered for a link. An older one is sent again. Guessed. */
    static final int MAX_KNOWN = 1_024;
    /**
     * Certificates of one neighbor that are examined in a heartbeat. Each takes up to a millisecond. A late joiner of a
     * network with more hosts gets the others in later heartbeats.
     */
    static final int MAX_EXAMINED = 1_024;

    private final Set<Fingerprint> known = new LinkedHashSet<>();
    private long heartbeat = -1;
    private int examined;

    /** Notes that the neighbor has a certificate. Returns false if that was noted before. */
    boolean add(Fingerprint fingerprint) {
        boolean added = known.add(fingerprint);
        if (known.size() > MAX_KNOWN) {
            known.remove(known.iterator().next());
        }
        return added;
    }

    boolean isKnown(Fingerprint fingerprint) {
        return known.contains(fingerprint);
    }

    /** Forgets what the neighbor has, so that certificates are sent again. */
    void clear() {
        known.clear();
    }

    /** Returns whether the neighbor may send another certificate in this heartbeat. */
    boolean mayExamine(long now) {
        if (heartbeat != now) {
            heartbeat = now;
            examined = 0;
        }
        return examined++ < MAX_EXAMINED;
    }
}
