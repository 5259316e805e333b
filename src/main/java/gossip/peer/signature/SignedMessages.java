package gossip.peer.signature;

import gossip.identity.EncodedCertificate;
import gossip.identity.Fingerprint;
import gossip.identity.Role;
import gossip.node.Environment;
import gossip.node.PeerListener;
import gossip.node.Refusal;
import gossip.node.SignatureService.Examination;
import gossip.node.SignatureService.Signer;
import gossip.node.SignatureService;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.peer.signature.CertificateStore.Accepted;
import gossip.protocol.Message.Certificate;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.Payload;
import gossip.protocol.SignedPayload;
import gossip.protocol.Utf8String;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The authentication of a peer that signs its messages and accepts only signed ones. A message is accepted if its
 * signature is that of a peer whose certificate contains the host of the origin.
 *
 * <pre>
 * CERTIFICATE --known?--> examine outside of the node --> CertificateStore
 * SIGNED --certificate known?--> verify outside of the node --genuine--> deliver, forward
 *              |                        +--no honest neighbor relays it--> close the link
 *              +--unknown, revoked, expired, untrusted, too many invalid ones--> drop and count
 * </pre>
 */
final class SignedMessages implements MessageAuthentication {

    /** Refused certificates that are reported as events in a heartbeat. Further ones are counted. Guessed. */
    static final int MAX_REPORTED = 16;

    private final SignatureService service;
    private final LocalPeer self;
    private final Environment environment;
    private final Overlay overlay;
    private final PeerListener listener;
    private final CertificateStore certificates = new CertificateStore();
    private final Map<Neighbor, LinkCertificates> links = new HashMap<>();
    private final RunningChecks checks = new RunningChecks();
    private final RefusalCounts refusals = new RefusalCounts();
    private final ExaminationBudget budget = new ExaminationBudget();
    private final InvalidSignatures invalid;
    /** Refused certificates that were reported in this heartbeat. */
    private int reported;

    SignedMessages(SignatureService service, LocalPeer self, Environment environment, Overlay overlay,
            PeerListener listener, Duration heartbeat) {
        this.service = service;
        this.self = self;
        this.environment = environment;
        this.overlay = overlay;
        this.listener = listener;
        this.invalid = new InvalidSignatures(heartbeat);
    }

    private LinkCertificates link(Neighbor neighbor) {
        return links.computeIfAbsent(neighbor, key -> new LinkCertificates());
    }

    private boolean isLinked(Neighbor neighbor) {
        return overlay.find(neighbor.address()).filter(present -> present == neighbor).isPresent();
    }

    /** Counts a refusal, and closes the link if no honest neighbor sends such a message. */
    private void refuse(Neighbor from, Refusal reason, String what) {
        refusals.add(reason);
        if (reason.isLie()) {
            overlay.reject(from, what + ": refused, " + reason);
        }
    }

    // ---- messages of this peer

    @Override
    public Payload payload(MessageId id, Utf8String text) {
        Signer signer = service.signer();
        EncodedCertificate own = signer.certificate();
        restore(own);
        byte[] content = SignedPayload.content(self.identity().network(), own.fingerprint(), id, text);
        return SignedPayload.of(id, own.fingerprint(), signer.sign(content), text);
    }

    // ---- messages and certificates of others

    @Override
    public void check(Neighbor from, Gossip gossip, Receiver receiver) {
        if (!(gossip.payload() instanceof SignedPayload payload)) {
            refuse(from, Refusal.UNSIGNED, "GOSSIP " + gossip.id());
            return;
        }
        Optional<Accepted> certificate = certificates.find(payload.fingerprint());
        if (certificate.isEmpty()) {
            refusals.add(certificates.reason(payload.fingerprint()));
        } else if (!link(from).isProven() && invalid.isExcessive(from.address().host())) {
            refusals.add(Refusal.EXCESS);
        } else if (receiver.isOutOfRange(gossip.id())) {
            receiver.accepted(from, gossip);
        } else {
            Instant now = environment.currentTime();
            String network = self.identity().network();
            checks.run(from, gossip, () -> verify(certificate.get(), payload, network, now),
                    (copyFrom, copy, refusal) -> decide(copyFrom, copy, refusal, receiver));
        }
    }

    /** Runs outside of the node. */
    private static Optional<Refusal> verify(Accepted certificate, SignedPayload payload, String network, Instant now) {
        return certificate.identity().covers(payload.id().origin().address().host())
                ? certificate.verifier().verify(payload.content(network), payload.signature(), now)
                : Optional.of(Refusal.HOST);
    }

    private void decide(Neighbor from, Gossip gossip, Optional<Refusal> refusal, Receiver receiver) {
        if (!isLinked(from)) {
            return;
        }
        if (refusal.isEmpty()) {
            link(from).setProven();
            receiver.accepted(from, gossip);
        } else {
            if (refusal.get() == Refusal.SIGNATURE) {
                invalid.add(from.address().host());
            }
            refuse(from, refusal.get(), "SIGNED " + gossip.id());
        }
    }

    /** Certificates beyond the budget are not examined. Their messages stay unknown until a later heartbeat. */
    @Override
    public boolean received(Neighbor from, Certificate message) {
        EncodedCertificate encoded = message.encoded();
        Fingerprint fingerprint = encoded.fingerprint();
        if (certificates.find(fingerprint).isPresent()) {
            link(from).add(fingerprint);
        } else if (budget.isTaken(fingerprint) && !budget.isRunning(fingerprint)) {
            Refusal reason = certificates.reason(fingerprint);
            if (reason != Refusal.UNKNOWN) {
                refuse(from, reason, "CERTIFICATE");
            }
        } else if (budget.isRunning(fingerprint) || budget.take(fingerprint, from.address().host())) {
            // A link that brings it meanwhile waits for the result, so that the messages that follow are not dropped.
            Instant now = environment.currentTime();
            from.link().compute(() -> service.examine(encoded, now), result -> examined(from, encoded, result));
        }
        return true;
    }

    private void examined(Neighbor from, EncodedCertificate encoded, Examination result) {
        budget.ended(encoded.fingerprint());
        switch (result) {
            case Examination.Trusted trusted when !trusted.identity().has(Role.PEER) ->
                refuseCertificate(from, encoded, Refusal.ROLE, "certificate of " + trusted.identity().subject());
            case Examination.Trusted trusted -> {
                if (certificates.add(new Accepted(encoded, trusted.identity(), trusted.verifier())) && isLinked(from)) {
                    link(from).add(encoded.fingerprint());
                }
            }
            case Examination.Refused refused -> refuseCertificate(from, encoded, refused.reason(), refused.detail());
        }
    }

    private void refuseCertificate(Neighbor from, EncodedCertificate encoded, Refusal reason, String detail) {
        certificates.refuse(encoded.fingerprint(), reason);
        if (isLinked(from)) {
            if (reported++ < MAX_REPORTED) {
                listener.certificateRefused(from.address(), encoded.fingerprint(), detail);
            }
            refuse(from, reason, "CERTIFICATE");
        }
    }

    // ---- sending

    @Override
    public boolean send(Neighbor neighbor, Gossip gossip) {
        if (gossip.payload() instanceof SignedPayload payload) {
            LinkCertificates link = link(neighbor);
            Optional<Accepted> certificate = link.isKnown(payload.fingerprint()) ? Optional.empty()
                    : certificates.find(payload.fingerprint());
            if (certificate.isPresent()) {
                if (!neighbor.link().send(new Certificate(certificate.get().encoded()))) {
                    return false;
                }
                link.add(payload.fingerprint());
            }
        }
        return neighbor.link().send(gossip);
    }

    @Override
    public boolean isValid(Payload payload) {
        return payload instanceof SignedPayload signed && certificates.find(signed.fingerprint())
                .filter(found -> found.verifier().refusal(environment.currentTime()).isEmpty()).isPresent();
    }

    @Override
    public Optional<EncodedCertificate> certificate(Fingerprint fingerprint) {
        return certificates.find(fingerprint).map(Accepted::encoded);
    }

    @Override
    public void restore(EncodedCertificate certificate) {
        if (certificates.find(certificate.fingerprint()).isEmpty()
                && service.examine(certificate, environment.currentTime()) instanceof Examination.Trusted trusted) {
            certificates.add(new Accepted(certificate, trusted.identity(), trusted.verifier()));
        }
    }

    @Override
    public void supplyBegins(Neighbor neighbor) {
        link(neighbor).clear();
    }

    // ---- time

    @Override
    public void linkClosed(Neighbor neighbor) {
        links.remove(neighbor);
    }

    @Override
    public void heartbeat(Supplier<Set<Fingerprint>> inUse) {
        budget.heartbeat();
        invalid.heartbeat();
        reported = 0;
        certificates.removeUnused(inUse);
    }

    @Override
    public String status() {
        return " signed=yes certificates=" + certificates.size() + " refused=" + refusals;
    }
}
