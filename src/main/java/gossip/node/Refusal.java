package gossip.node;

import java.util.Locale;

/** The reason why a message or a certificate of another peer is not accepted. */
public enum Refusal {

    /** The message names a certificate that this peer does not have. Anti-entropy sends it again with the message. */
    UNKNOWN(false),
    /** No CA of this peer leads to the certificate at this time. The CAs of peers differ while they are replaced. */
    UNTRUSTED(false),
    /** The certificate expired too long ago. */
    EXPIRED(false),
    REVOKED(false),
    /** The host of a new link sent too many invalid signatures. Anti-entropy sends the message again. */
    EXCESS(false),
    /** The message has no signature. */
    UNSIGNED(true),
    /** The signature is not that of the certificate. */
    SIGNATURE(true),
    /** The certificate does not contain the host of the origin. */
    HOST(true),
    /** The certificate is not that of a peer. */
    ROLE(true),
    /** The certificate cannot be read. */
    CERTIFICATE(true);

    private final boolean isLie;

    Refusal(boolean isLie) {
        this.isLie = isLie;
    }

    /** Returns whether no honest neighbor relays such a message, because every peer refuses it. */
    public boolean isLie() {
        return isLie;
    }

    /** Returns the name in the status, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
