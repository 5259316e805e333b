package gossip.peer;

import gossip.node.Environment;
import gossip.node.EventCounts;
import gossip.node.EventWatchers;
import gossip.node.EvidenceLog;
import gossip.node.PeerListener;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Origin;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.Locale;

/**
 * A listener between the parts of a peer and its listener. It records evidence about failures and sends the events to
 * the clients that watch, with the names and keys of the event log. It passes on every event.
 */
final class PeerEventTap implements PeerListener {

    private final PeerListener listener;
    private final Environment environment;
    private final EventWatchers watchers;
    private final EvidenceLog evidence = new EvidenceLog();
    private final EventCounts counts = new EventCounts();

    PeerEventTap(PeerListener listener, Environment environment) {
        this.listener = listener;
        this.environment = environment;
        this.watchers = new EventWatchers(environment);
    }

    EventWatchers watchers() {
        return watchers;
    }

    EventCounts counts() {
        return counts;
    }

    EvidenceLog evidence() {
        return evidence;
    }

    private void record(String event, Address about, String key, Object detail) {
        evidence.add(environment.currentTime().toEpochMilli(), event, about, key, detail);
    }

    @Override
    public void started(String name) {
        listener.started(name);
        watchers.event("PEER_STARTED", "name", name);
    }

    @Override
    public void registered(Address seed) {
        listener.registered(seed);
        watchers.event("REGISTERED", "seed", seed);
    }

    @Override
    public void seedUnreachable(Address seed, String reason) {
        listener.seedUnreachable(seed, reason);
        watchers.event("SEED_UNREACHABLE", "seed", seed, "reason", reason);
    }

    @Override
    public void waitingForSeed(Duration pause) {
        listener.waitingForSeed(pause);
        watchers.event("WAITING_FOR_SEED", "retry", pause.toMillis() + "ms");
    }

    @Override
    public void listReceived(Address seed, int members) {
        listener.listReceived(seed, members);
        watchers.event("PEER_LIST_RECEIVED", "seed", seed, "members", members);
    }

    @Override
    public void joined(int neighbors) {
        listener.joined(neighbors);
        watchers.event("JOINED", "neighbors", neighbors);
    }

    @Override
    public void rejoined(PeerId self) {
        listener.rejoined(self);
        record("REBORN", self.address(), "incarnation", self.incarnation());
        watchers.event("REBORN", "incarnation", self.incarnation());
    }

    /** Records a connection only if there is evidence about the peer, so that it ends the story of a failure. */
    @Override
    public void neighborConnected(Address peer, boolean dialed, int degree) {
        listener.neighborConnected(peer, dialed, degree);
        if (evidence.isAbout(peer)) {
            record("NEIGHBOR_CONNECTED", peer, "direction", dialed ? "out" : "in");
        }
        watchers.event("NEIGHBOR_CONNECTED", "peer", peer, "direction", dialed ? "out" : "in", "degree", degree);
    }

    @Override
    public void neighborDisconnected(Address peer, String reason, int degree) {
        listener.neighborDisconnected(peer, reason, degree);
        record("NEIGHBOR_DISCONNECTED", peer, "reason", reason);
        watchers.event("NEIGHBOR_DISCONNECTED", "peer", peer, "reason", reason, "degree", degree);
    }

    @Override
    public void generated(Gossip gossip) {
        listener.generated(gossip);
        if (!watchers.isEmpty()) {
            watchers.event("GOSSIP_GENERATED", "id", gossip.id(), "text", gossip.text());
        }
    }

    @Override
    public void received(Gossip gossip, Address from) {
        listener.received(gossip, from);
        if (!watchers.isEmpty()) {
            watchers.event("GOSSIP_RECEIVED", "id", gossip.id(), "from", from, "hops", gossip.hops(),
                    "text", gossip.text());
        }
    }

    @Override
    public void forwarded(Gossip gossip, int neighbors) {
        listener.forwarded(gossip, neighbors);
        counts.forwarded(neighbors);
        if (!watchers.isEmpty()) {
            watchers.event("GOSSIP_FORWARDED", "id", gossip.id(), "to", neighbors);
        }
    }

    @Override
    public void supplied(Address peer, int messages) {
        listener.supplied(peer, messages);
        watchers.event("GOSSIP_SUPPLIED", "peer", peer, "messages", messages);
    }

    @Override
    public void pingSent(Address peer) {
        listener.pingSent(peer);
        watchers.event("PING_SENT", "peer", peer);
    }

    @Override
    public void pingReplyReceived(Address peer, Duration roundTrip) {
        listener.pingReplyReceived(peer, roundTrip);
        counts.roundTrip(roundTrip);
        if (!watchers.isEmpty()) {
            watchers.event("PING_REPLY_RECEIVED", "peer", peer, "rtt", millis(roundTrip) + "ms");
        }
    }

    /** Returns the duration in milliseconds with three decimals. */
    static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e6);
    }

    @Override
    public void pingMissed(Address peer, int misses) {
        listener.pingMissed(peer, misses);
        record("PING_MISSED", peer, "misses", misses);
        watchers.event("PING_MISSED", "peer", peer, "misses", misses);
    }

    @Override
    public void neighborDead(PeerId peer) {
        listener.neighborDead(peer);
        counts.neighborDead();
        record("NEIGHBOR_DEAD", peer.address(), "incarnation", peer.incarnation());
        watchers.event("NEIGHBOR_DEAD", "peer", peer.address(), "incarnation", peer.incarnation());
    }

    @Override
    public void deathReported(Address seed, PeerId peer) {
        listener.deathReported(seed, peer);
        record("DEATH_REPORTED", peer.address(), "seed", seed);
        watchers.event("DEATH_REPORTED", "seed", seed, "peer", peer.address());
    }

    @Override
    public void deathRefuted(Address seed, PeerId peer) {
        listener.deathRefuted(seed, peer);
        record("DEATH_REFUTED", peer.address(), "seed", seed);
        watchers.event("DEATH_REFUTED", "seed", seed, "peer", peer.address());
    }

    @Override
    public void memberUnreachable(Address peer, String reason) {
        listener.memberUnreachable(peer, reason);
        watchers.event("MEMBER_UNREACHABLE", "peer", peer, "reason", reason);
    }

    @Override
    public void linkRefused(Address peer, String reason) {
        listener.linkRefused(peer, reason);
        watchers.event("LINK_REFUSED", "peer", peer, "reason", reason);
    }

    @Override
    public void gap(Origin origin, long from, long to) {
        listener.gap(origin, from, to);
        watchers.event("GAP", "origin", origin, "from", from, "to", to);
    }

    @Override
    public void retentionCut(int messages) {
        listener.retentionCut(messages);
        watchers.event("RETENTION_CUT", "retained", messages);
    }

    @Override
    public void badInput(String from, String reason) {
        listener.badInput(from, reason);
        counts.badInput();
        watchers.event("BAD_INPUT", "from", from, "reason", reason);
    }

    @Override
    public void stopped(String reason) {
        listener.stopped(reason);
        watchers.event("PEER_STOPPED", "reason", reason);
    }
}
