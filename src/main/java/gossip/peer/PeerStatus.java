package gossip.peer;

import gossip.peer.broadcast.Broadcast;
import gossip.peer.broadcast.MessageHistory;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Overlay;
import gossip.peer.registration.SeedClient;
import gossip.peer.storage.PeerJournal;

/** The answer of a peer to STATUS. */
record PeerStatus(LocalPeer self, PeerConfig config, Overlay overlay, SeedClient seeds, MessageHistory history,
        Broadcast broadcast, PeerJournal journal, QueryHandler queries) {

    /** Returns {@code key=value} pairs. */
    String text() {
        return "role=peer name=" + config.name().replaceAll("(?U)[\\s\\p{Cntrl}]", "_") + " address=" + self.address()
                + " incarnation=" + self.id().incarnation() + " degree=" + overlay.degree()
                + " seeds=" + seeds.registered().size() + "/" + config.seeds().size()
                + " published=" + broadcast.published() + " received=" + broadcast.receptions()
                + " duplicates=" + broadcast.duplicates() + " dropped=" + broadcast.dropped()
                + " retained=" + history.retained() + " origins=" + history.origins()
                + " digest=" + Long.toHexString(history.digest()) + broadcast.signatureStatus()
                + " durability=" + journal.durability()
                + " " + queries.status();
    }
}
