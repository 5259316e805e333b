package gossip.peer.topology;

import gossip.peer.overlay.OutboundHandshake.Outcome;
import gossip.peer.overlay.Overlay;
import gossip.protocol.Address;
import java.util.List;

/**
 * The links of an earlier process of this peer, which a starting peer opens without waiting for a seed. Links beyond
 * the number that a joining peer chooses are extra links, as after a partition. They are shed later.
 */
final class RestoredLinks {

    /** Links that are opened again. Guessed. */
    private static final int MAX_LINKS = 16;

    private final Runnable onLink;
    private final Runnable onDone;
    private int pending;

    private RestoredLinks(int pending, Runnable onLink, Runnable onDone) {
        this.pending = pending;
        this.onLink = onLink;
        this.onDone = onDone;
    }

    /**
     * Dials the former neighbors.
     *
     * @param former addresses of former neighbors, those to be dialed first at the front
     * @param links number of links that a joining peer chooses
     * @param onLink called for each link that is open
     * @param onDone called when each dial has ended
     * @return false if there is no address to dial
     */
    static boolean begin(Overlay overlay, LinkShedding shedding, List<Address> former, int links, Runnable onLink,
            Runnable onDone) {
        List<Address> dialed = former.stream().filter(overlay::canConnect).limit(MAX_LINKS).toList();
        RestoredLinks restored = new RestoredLinks(dialed.size(), onLink, onDone);
        for (int i = 0; i < dialed.size(); i++) {
            if (i < links) {
                overlay.connect(dialed.get(i), restored::ended);
            } else {
                shedding.openExtraLink(dialed.get(i), restored::ended);
            }
        }
        return !dialed.isEmpty();
    }

    private void ended(Outcome outcome) {
        pending--;
        if (outcome instanceof Outcome.Accepted) {
            onLink.run();
        }
        if (pending == 0) {
            onDone.run();
        }
    }
}
