package gossip.node;

import gossip.protocol.Address;
import gossip.protocol.PeerId;
import java.util.Locale;

/** A receiver of the events of a seed. Called from within calls into the seed, so one call at a time. */
public interface SeedListener extends NodeListener {

    /** The reason why a peer is no longer listed. */
    enum Reason {
        /** The peer did not answer the probes of the seed, or a later incarnation replaced it. */
        DEAD,
        /** The peer sent LEAVE and confirmed it, or its process had ended. */
        LEFT,
        /** The peer did not renew its lease. */
        EXPIRED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    default void started() {}

    default void registered(PeerId peer, int members) {}

    /** @param members the number of members in the list */
    default void listSent(PeerId peer, int members) {}

    /** @param by the address of the reporter, or the remote end of the connection if the report names none */
    default void deathReported(Address peer, String by) {}

    default void deathRefuted(PeerId peer) {}

    /** @param result what the probe of a reported or leaving peer found: what {@code PEER_PROBED} has in the log */
    default void probed(PeerId peer, String result) {}

    /** @param name name of the peer, or an empty text */
    default void removed(PeerId peer, String name, Reason reason, int members) {}
}
