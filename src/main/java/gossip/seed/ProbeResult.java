package gossip.seed;

import gossip.protocol.Message.PingReply;

/** The result of a probe of an address. */
sealed interface ProbeResult {

    /** The reply to one of the PINGs. It may name another incarnation than the listed one. */
    record Replied(PingReply reply) implements ProbeResult {}

    /** The result of a probe without a reply. */
    enum NoReply implements ProbeResult {
        /** No process listens at the address. */
        REFUSED,
        /** A program accepted the connection and did not reply in time. */
        SILENT,
        /** No connection was opened in time. */
        UNREACHABLE,
        /** This seed could not dial, or could not resolve the name. It is no evidence about the peer. */
        UNDECIDED;

        /** Returns whether nothing came back from the address. Then this seed itself may be cut off. */
        boolean isSilence() {
            return this == SILENT || this == UNREACHABLE;
        }
    }
}
