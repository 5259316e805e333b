package gossip.seed;

import gossip.node.Environment;
import gossip.node.EventWatchers;
import gossip.node.EvidenceLog;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.PeerId;

/**
 * A listener between a seed and its listener. It records evidence about failures and sends the events to the clients
 * that watch, with the names and keys of the event log. It passes on every event.
 */
final class SeedEventTap implements SeedListener {

    private final SeedListener listener;
    private final Environment environment;
    private final EventWatchers watchers;
    private final EvidenceLog evidence = new EvidenceLog();
    private long reported;
    private long refuted;
    private long removedDead;
    private long badInput;

    SeedEventTap(SeedListener listener, Environment environment) {
        this.listener = listener;
        this.environment = environment;
        this.watchers = new EventWatchers(environment);
    }

    EventWatchers watchers() {
        return watchers;
    }

    /** Returns the counts of reports and bad input as pairs. */
    String status() {
        return "reports=" + reported + " refuted=" + refuted + " removedDead=" + removedDead + " badInput=" + badInput;
    }

    EvidenceLog evidence() {
        return evidence;
    }

    private void record(String event, Address about, String key, Object detail) {
        evidence.add(environment.currentTime().toEpochMilli(), event, about, key, detail);
    }

    @Override
    public void started() {
        listener.started();
        watchers.event("SEED_STARTED");
    }

    /** Records a registration only if there is evidence about the peer, so that it ends the story of a failure. */
    @Override
    public void registered(PeerId peer, int members) {
        listener.registered(peer, members);
        if (evidence.isAbout(peer.address())) {
            record("PEER_REGISTERED", peer.address(), "incarnation", peer.incarnation());
        }
        watchers.event("PEER_REGISTERED", "peer", peer.address(), "members", members,
                "incarnation", peer.incarnation());
    }

    @Override
    public void listSent(PeerId peer, int members) {
        listener.listSent(peer, members);
        watchers.event("PEER_LIST_SENT", "peer", peer.address(), "members", members);
    }

    @Override
    public void deathReported(Address peer, String by) {
        listener.deathReported(peer, by);
        reported++;
        record("DEATH_REPORTED", peer, "by", by);
        watchers.event("DEATH_REPORTED", "peer", peer, "by", by);
    }

    @Override
    public void deathRefuted(PeerId peer) {
        listener.deathRefuted(peer);
        refuted++;
        record("DEATH_REFUTED", peer.address(), "incarnation", peer.incarnation());
        watchers.event("DEATH_REFUTED", "peer", peer.address());
    }

    @Override
    public void removed(PeerId peer, Reason reason, int members) {
        listener.removed(peer, reason, members);
        removedDead += reason == Reason.DEAD ? 1 : 0;
        record("PEER_REMOVED", peer.address(), "reason", reason);
        watchers.event("PEER_REMOVED", "peer", peer.address(), "reason", reason, "members", members,
                "incarnation", peer.incarnation());
    }

    @Override
    public void badInput(String from, String reason) {
        listener.badInput(from, reason);
        badInput++;
        watchers.event("BAD_INPUT", "from", from, "reason", reason);
    }

    @Override
    public void stopped(String reason) {
        listener.stopped(reason);
        watchers.event("SEED_STOPPED", "reason", reason);
    }
}
