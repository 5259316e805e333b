package gossip.node;

import gossip.protocol.Address;
import gossip.protocol.PeerId;
import java.util.Locale;

/** Hears what happens at a seed, on the seed's single thread. */
public interface SeedListener {

    /** Why a peer is no longer listed. */
    enum Reason {
        /** It did not answer the seed's probes, or a later life has taken its place. */
        DEAD,
        /** It said so itself. */
        LEFT,
        /** It did not renew its lease. */
        EXPIRED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    default void started() {}

    default void registered(PeerId peer, int members) {}

    default void listSent(PeerId peer, int members) {}

    default void deathReported(Address peer, String by) {}

    default void deathRefuted(PeerId peer) {}

    default void removed(PeerId peer, Reason reason, int members) {}

    default void badInput(String from, String reason) {}

    default void stopped(String reason) {}
}
