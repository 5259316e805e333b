package gossip.peer.signature;

import gossip.identity.CertifiedIdentity;
import gossip.identity.EncodedCertificate;
import gossip.identity.Fingerprint;
import gossip.node.Refusal;
import gossip.node.SignatureService.Verifier;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The certificates of the origins whose messages this peer received. A certificate is kept while a message of it is
 * retained. Only certificates that a CA signed are kept in full, so the number of members bounds the memory.
 */
final class CertificateStore {

    /** Certificates in all. Beyond it, a new one is not accepted. As many as messages are retained by default. */
    static final int MAX_CERTIFICATES = 16_384;
    /** Certificates that are kept although no message of them is retained. Guessed. */
    static final int MAX_UNUSED = 4_096;
    /** Refused certificates that are remembered, so that the reason is counted with each of their messages. Guessed. */
    static final int MAX_REFUSED = 1_024;

    /** An accepted certificate. */
    record Accepted(EncodedCertificate encoded, CertifiedIdentity identity, Verifier verifier) {}

    /** In the order of the last use. */
    private final Map<Fingerprint, Accepted> accepted = new LinkedHashMap<>(0, 0.75f, true);
    private final Map<Fingerprint, Refusal> refused = new LinkedHashMap<>(0);

    Optional<Accepted> find(Fingerprint fingerprint) {
        return Optional.ofNullable(accepted.get(fingerprint));
    }

    /** Returns why there is no accepted certificate with this fingerprint. */
    Refusal reason(Fingerprint fingerprint) {
        return refused.getOrDefault(fingerprint, Refusal.UNKNOWN);
    }

    /** Adds a certificate. Returns false if there are too many. */
    boolean add(Accepted certificate) {
        Fingerprint fingerprint = certificate.encoded().fingerprint();
        if (accepted.size() >= MAX_CERTIFICATES && !accepted.containsKey(fingerprint)) {
            return false;
        }
        accepted.put(fingerprint, certificate);
        refused.remove(fingerprint);
        return true;
    }

    /** Remembers that a certificate was refused. The oldest one beyond the bound is forgotten. */
    void refuse(Fingerprint fingerprint, Refusal reason) {
        if (refused.size() >= MAX_REFUSED) {
            refused.remove(refused.keySet().iterator().next());
        }
        refused.put(fingerprint, reason);
    }

    /** Removes certificates that are not used, those first whose last use is longest ago, if there are too many. */
    void removeUnused(Supplier<Set<Fingerprint>> inUse) {
        if (accepted.size() <= MAX_UNUSED) {
            return;
        }
        Set<Fingerprint> used = inUse.get();
        int excess = accepted.size() - used.size() - MAX_UNUSED;
        Iterator<Fingerprint> oldest = accepted.keySet().iterator();
        while (excess > 0 && oldest.hasNext()) {
            if (!used.contains(oldest.next())) {
                oldest.remove();
                excess--;
            }
        }
    }

    int size() {
        return accepted.size();
    }
}
