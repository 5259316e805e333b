package gossip.node;

/** The cause of a failed dial. It states whether the failure is evidence that no node runs at the address. */
public enum DialFailure {
    /**
     * This host could not dial: no file descriptor or local port is free, a limit of this program is reached, or the
     * network is unreachable. It is no evidence about the other host.
     */
    LOCAL,
    /** The name was not resolved in time, or it does not exist. It is no evidence about the node behind the name. */
    UNKNOWN_HOST,
    /** The other host replied that no process listens at the port. */
    REFUSED,
    /** The other host did not reply in time, or the network has no route to it. */
    NO_ANSWER,
    /**
     * A program replied, but the TLS handshake failed, or its certificate is not for the dialed address. It is no
     * evidence, because a node with invalid credentials may still run there.
     */
    UNTRUSTED;

    /** Returns whether the failure is evidence that no node runs at the address. */
    public boolean isEvidence() {
        return this == REFUSED || this == NO_ANSWER;
    }
}
