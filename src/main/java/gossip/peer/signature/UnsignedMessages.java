package gossip.peer.signature;

import gossip.identity.EncodedCertificate;
import gossip.identity.Fingerprint;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.protocol.Message.Certificate;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.Payload;
import gossip.protocol.SignedPayload;
import gossip.protocol.Utf8String;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The authentication of a peer that neither signs messages nor accepts signed ones. */
record UnsignedMessages(Overlay overlay) implements MessageAuthentication {

    @Override
    public Payload payload(MessageId id, Utf8String text) {
        return Payload.of(id, text);
    }

    @Override
    public void check(Neighbor from, Gossip gossip, Receiver receiver) {
        if (gossip.payload() instanceof SignedPayload) {
            overlay.reject(from, "SIGNED is not for a peer that does not sign");
        } else {
            receiver.accepted(from, gossip);
        }
    }

    @Override
    public boolean received(Neighbor from, Certificate certificate) {
        return false;
    }

    @Override
    public boolean send(Neighbor neighbor, Gossip gossip) {
        return neighbor.link().send(gossip);
    }

    @Override
    public boolean isValid(Payload payload) {
        return !(payload instanceof SignedPayload);
    }

    @Override
    public Optional<EncodedCertificate> certificate(Fingerprint fingerprint) {
        return Optional.empty();
    }

    @Override
    public void restore(EncodedCertificate certificate) {}

    @Override
    public void supplyBegins(Neighbor neighbor) {}

    @Override
    public void linkClosed(Neighbor neighbor) {}

    @Override
    public void heartbeat(Supplier<Set<Fingerprint>> inUse) {}

    @Override
    public String status() {
        return "";
    }
}
