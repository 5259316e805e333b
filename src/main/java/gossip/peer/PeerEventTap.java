package gossip.peer;

import gossip.identity.Fingerprint;
import gossip.node.Environment;
import gossip.node.PeerListener;
import gossip.node.event.EventCounts;
import gossip.node.event.EventTap;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Origin;
import gossip.protocol.PeerId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** The event tap of a peer. It also counts events for the status. */
final class PeerEventTap extends EventTap implements PeerListener {

    private final PeerListener listener;
    private final int pingMisses;
    private final EventCounts counts = new EventCounts();
    /** Whether the last seed that was not reached has answered and refused this peer. */
    private boolean rejected;

    /** @param pingMisses misses in a row after which a neighbor is declared dead */
    PeerEventTap(PeerListener listener, Environment environment, int pingMisses) {
        super(listener, environment);
        this.listener = listener;
        this.pingMisses = pingMisses;
    }

    EventCounts counts() {
        return counts;
    }

    @Override
    public void started(String name) {
        listener.started(name);
        emit("PEER_STARTED", "name", name);
    }

    @Override
    public void notice(String text) {
        listener.notice(text);
        emit("NOTICE", "text", text);
    }

    @Override
    public void registered(Address seed) {
        listener.registered(seed);
        emit("REGISTERED", "seed", seed);
    }

    @Override
    public void seedUnreachable(Address seed, String reason) {
        rejected = reason.startsWith("rejected");
        listener.seedUnreachable(seed, reason);
        emit("SEED_UNREACHABLE", "seed", seed, "reason", reason);
    }

    @Override
    public void waitingForSeed(Duration pause) {
        listener.waitingForSeed(pause);
        emit("WAITING_FOR_SEED", "retry", pause.toMillis() + "ms",
                "hint", rejected ? "a seed refuses this peer; its event SEED_UNREACHABLE has the reason"
                        : "no seed answers; start one, or correct the seeds in the configuration file");
    }

    @Override
    public void listReceived(Address seed, int members) {
        listener.listReceived(seed, members);
        emit("PEER_LIST_RECEIVED", "seed", seed, "members", members);
    }

    @Override
    public void joined(int neighbors) {
        listener.joined(neighbors);
        emit("JOINED", "neighbors", neighbors);
    }

    @Override
    public void rejoined(PeerId self) {
        listener.rejoined(self);
        record("REBORN", self.address(), "incarnation", self.incarnation());
        emit("REBORN", "incarnation", self.incarnation());
    }

    /** Records a connection only if there is evidence about the peer, so that the evidence ends with the return. */
    @Override
    public void neighborConnected(Address peer, boolean dialed, int degree) {
        listener.neighborConnected(peer, dialed, degree);
        if (evidence().isAbout(peer)) {
            record("NEIGHBOR_CONNECTED", peer, "direction", dialed ? "out" : "in");
        }
        emit("NEIGHBOR_CONNECTED", "peer", peer, "direction", dialed ? "out" : "in", "degree", degree);
    }

    @Override
    public void neighborDisconnected(Address peer, String reason, int degree) {
        listener.neighborDisconnected(peer, reason, degree);
        record("NEIGHBOR_DISCONNECTED", peer, "reason", reason);
        emit("NEIGHBOR_DISCONNECTED", "peer", peer, "reason", reason, "degree", degree);
    }

    @Override
    public void generated(Gossip gossip) {
        listener.generated(gossip);
        if (isObserved()) {
            emit("GOSSIP_GENERATED", "id", gossip.id(), "message", gossip.text());
        }
    }

    @Override
    public void received(Gossip gossip, Address from) {
        listener.received(gossip, from);
        if (isObserved()) {
            emit("GOSSIP_RECEIVED", "id", gossip.id(), "from", from, "hops", gossip.hops(),
                    "message", gossip.text());
        }
    }

    @Override
    public void forwarded(Gossip gossip, int neighbors) {
        listener.forwarded(gossip, neighbors);
        counts.forwarded(neighbors);
        if (isObserved()) {
            emit("GOSSIP_FORWARDED", "id", gossip.id(), "to", neighbors);
        }
    }

    @Override
    public void supplied(Address peer, int messages) {
        listener.supplied(peer, messages);
        emit("GOSSIP_SUPPLIED", "peer", peer, "messages", messages);
    }

    @Override
    public void pingSent(Address peer) {
        listener.pingSent(peer);
        emit("PING_SENT", "peer", peer);
    }

    @Override
    public void pingReplyReceived(Address peer, Duration roundTrip) {
        listener.pingReplyReceived(peer, roundTrip);
        counts.roundTrip(roundTrip);
        if (isObserved()) {
            emit("PING_REPLY_RECEIVED", "peer", peer, "rtt", millis(roundTrip) + "ms");
        }
    }

    /** Returns the duration in milliseconds with three decimals. */
    static String millis(Duration time) {
        return BigDecimal.valueOf(time.toNanos(), 6).setScale(3, RoundingMode.HALF_UP).toPlainString();
    }

    @Override
    public void pingMissed(Address peer, int misses) {
        listener.pingMissed(peer, misses);
        counts.pingMissed();
        record("PING_MISSED", peer, "misses", misses);
        emit("PING_MISSED", "peer", peer, "misses", misses, "of", pingMisses);
    }

    @Override
    public void neighborDead(PeerId peer) {
        listener.neighborDead(peer);
        counts.neighborDead();
        record("NEIGHBOR_DEAD", peer.address(), "incarnation", peer.incarnation());
        emit("NEIGHBOR_DEAD", "peer", peer.address(), "incarnation", peer.incarnation());
    }

    @Override
    public void deathReported(Address seed, PeerId peer) {
        listener.deathReported(seed, peer);
        record("DEATH_REPORTED", peer.address(), "seed", seed);
        emit("DEATH_REPORTED", "seed", seed, "peer", peer.address());
    }

    @Override
    public void deathRefuted(Address seed, PeerId peer) {
        listener.deathRefuted(seed, peer);
        record("DEATH_REFUTED", peer.address(), "seed", seed);
        emit("DEATH_REFUTED", "seed", seed, "peer", peer.address());
    }

    @Override
    public void memberUnreachable(Address peer, String reason) {
        listener.memberUnreachable(peer, reason);
        emit("MEMBER_UNREACHABLE", "peer", peer, "reason", reason);
    }

    @Override
    public void linkRefused(Address peer, String reason) {
        listener.linkRefused(peer, reason);
        emit("LINK_REFUSED", "peer", peer, "reason", reason);
    }

    @Override
    public void gap(Origin origin, long from, long to) {
        listener.gap(origin, from, to);
        counts.lost(to - from + 1);
        emit("GAP", "origin", origin, "from", from, "to", to);
    }

    @Override
    public void retentionCut(int messages) {
        listener.retentionCut(messages);
        emit("RETENTION_CUT", "retained", messages, "hint", "the limit in bytes is lower than the other limits");
    }

    @Override
    public void named(Address peer, String name) {
        listener.named(peer, name);
    }

    @Override
    public void certificateRefused(Address from, Fingerprint fingerprint, String reason) {
        listener.certificateRefused(from, fingerprint, reason);
        emit("CERTIFICATE_REFUSED", "from", from, "fingerprint", fingerprint, "reason", reason);
    }

    @Override
    public void badInput(String from, String reason) {
        listener.badInput(from, reason);
        counts.badInput();
        emit("BAD_INPUT", "from", from, "reason", reason);
    }
}
