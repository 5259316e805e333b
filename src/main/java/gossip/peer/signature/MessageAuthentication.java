package gossip.peer.signature;

import gossip.identity.EncodedCertificate;
import gossip.identity.Fingerprint;
import gossip.node.Environment;
import gossip.node.PeerListener;
import gossip.node.SignatureService;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.protocol.Message.Certificate;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.Payload;
import gossip.protocol.Utf8String;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A signer of the messages of this peer that checks those of others before they are delivered and forwarded. */
public sealed interface MessageAuthentication permits UnsignedMessages, SignedMessages {

    /** A receiver of messages that passed the check. */
    interface Receiver {

        /** Returns whether a message would be dropped even if it is genuine, so that it needs no check. */
        boolean isOutOfRange(MessageId id);

        /** Called for a message that passed the check. Another copy may have been accepted meanwhile. */
        void accepted(Neighbor from, Gossip gossip);
    }

    /**
     * @param service key and trust of a peer that signs; empty for one that does not
     * @param heartbeat the time between two calls of {@link #heartbeat}
     */
    static MessageAuthentication of(Optional<SignatureService> service, LocalPeer self, Environment environment,
            Overlay overlay, PeerListener listener, Duration heartbeat) {
        return service.<MessageAuthentication>map(
                present -> new SignedMessages(present, self, environment, overlay, listener, heartbeat))
                .orElseGet(() -> new UnsignedMessages(overlay));
    }

    /** Returns the payload of a message of this peer. */
    Payload payload(MessageId id, Utf8String text);

    /**
     * Checks a message that this peer does not have and passes it on, if it is accepted. The check may end later. If no
     * honest neighbor sends such a message, the link is closed.
     */
    void check(Neighbor from, Gossip gossip, Receiver receiver);

    /** @return false if the neighbor must not send certificates */
    boolean received(Neighbor from, Certificate certificate);

    /** Sends a message, after its certificate if the neighbor may lack it. Returns false if the queue is full. */
    boolean send(Neighbor neighbor, Gossip gossip);

    /** Returns whether other peers accept a retained message at this time. */
    boolean isValid(Payload payload);

    /** Returns the certificate with this fingerprint, if this peer accepted it. */
    Optional<EncodedCertificate> certificate(Fingerprint fingerprint);

    /** Accepts a certificate that an earlier process of this peer accepted, unless it is no longer trusted. */
    void restore(EncodedCertificate certificate);

    /** Called before a neighbor is sent messages that it lacks. It may lack their certificates, too. */
    void supplyBegins(Neighbor neighbor);

    void linkClosed(Neighbor neighbor);

    /**
     * Called once in a heartbeat.
     *
     * @param inUse the certificates of the retained messages
     */
    void heartbeat(Supplier<Set<Fingerprint>> inUse);

    /** Returns the part of the status about signatures, with a space before it; empty if this peer does not sign. */
    String status();
}
