package gossip.peer;

import gossip.node.Environment;
import gossip.node.JournalEntry;
import gossip.node.PeerListener;
import gossip.peer.broadcast.AntiEntropy;
import gossip.peer.broadcast.Broadcast;
import gossip.peer.broadcast.Dissemination;
import gossip.peer.broadcast.HistoryRecords;
import gossip.peer.broadcast.MessageHistory;
import gossip.peer.broadcast.TreeRequests;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.peer.overlay.TaskBudget;
import gossip.peer.signature.MessageAuthentication;
import gossip.peer.storage.PeerJournal;
import gossip.peer.tree.BroadcastTree;
import gossip.protocol.Origin;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The parts of a peer that concern messages. */
record PeerMessages(Overlay overlay, MessageHistory history, BroadcastTree tree, Broadcast broadcast,
        TreeRequests treeRequests, HistoryRecords records, AntiEntropy antiEntropy) {

    /**
     * Creates the parts.
     *
     * @param recovered the messages of earlier processes
     * @param isKnown whether a list or a HELLO that this peer remembers names the origin
     */
    static PeerMessages create(LocalPeer self, PeerConfig config, Environment environment, Overlay overlay,
            PeerJournal journal, List<JournalEntry> recovered, Predicate<Origin> isKnown, PeerListener listener,
            TaskBudget budget) {
        LongSupplier clock = () -> environment.currentTime().toEpochMilli();
        MessageHistory history = new MessageHistory(config.retention(), clock, isKnown, (origin, first, end) -> {
            journal.floor(origin, end);
            listener.gap(origin, first, end - 1);
        });
        BroadcastTree tree = new BroadcastTree(config.dissemination() == Dissemination.PRUNE, environment, overlay);
        MessageAuthentication authentication =
                MessageAuthentication.of(config.signatures(), self, environment, overlay, listener,
                        config.pingInterval());
        Broadcast broadcast = new Broadcast(
                self, overlay, history, tree, authentication, listener, journal, environment);
        HistoryRecords records = new HistoryRecords(history, authentication, clock);
        records.restore(recovered);
        AntiEntropy antiEntropy = new AntiEntropy(self, environment, overlay, history, broadcast, listener, budget);
        return new PeerMessages(overlay, history, tree, broadcast,
                new TreeRequests(tree, history, broadcast, antiEntropy), records, antiEntropy);
    }

    void connected(Neighbor neighbor) {
        antiEntropy.linkOpened(neighbor);
        tree.linkOpened(neighbor);
    }

    void disconnected(Neighbor neighbor) {
        antiEntropy.linkClosed(neighbor);
        broadcast.linkClosed(neighbor);
        tree.linkClosed(neighbor);
    }
}
