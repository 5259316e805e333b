package gossip.peer.signature;

import gossip.identity.Fingerprint;
import java.util.LinkedHashSet;
import java.util.Set;

/** The certificates that crossed one link, and whether a genuine message did. */
final class LinkCertificates {

    /** Certificates that are remembered for a link. An older one is sent again. Guessed. */
    static final int MAX_KNOWN = 1_024;

    private final Set<Fingerprint> known = new LinkedHashSet<>();
    private boolean proven;

    /** Notes that a message of this link was verified and is genuine. */
    void setProven() {
        proven = true;
    }

    boolean isProven() {
        return proven;
    }

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
}
