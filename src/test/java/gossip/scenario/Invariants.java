package gossip.scenario;

import gossip.peer.Peer;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Exchange;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Origin;
import gossip.protocol.PeerId;
import gossip.sim.TrafficObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Properties that must hold at every moment of every run.
 *
 * <ul>
 *   <li>A peer never has more neighbors than its limit. Checked at every new neighbor.
 *   <li>The watermark of an origin never falls. Checked at one peer after each event, at all peers in turn.
 *   <li>A peer never forwards a message to the neighbor that it came from. Checked at every message.
 * </ul>
 *
 * <p>{@link EventRecorder} checks two more: no message is delivered twice, and no seed lists an incarnation that it
 * has removed.
 */
final class Invariants implements TrafficObserver {

    /** Nanoseconds, more than a request and its answer take in any of the simulations. */
    private static final long ANSWER_TIME = 1_000_000_000;
    /** After how many events the number of neighbors is checked without a new neighbor, too. */
    private static final int DEGREE_CHECK_INTERVAL = 16;

    private record Direction(Address from, Address to) {}

    private final Simulation simulation;
    private final Map<PeerId, Map<Origin, Long>> watermarks = new HashMap<>();
    private final Map<Direction, Long> requests = new HashMap<>();
    private List<Address> peers = List.of();
    private int next;
    private boolean mayFall;

    Invariants(Simulation simulation) {
        this.simulation = simulation;
    }

    void allowFallingWatermarks() {
        mayFall = true;
    }

    void watch() {
        simulation.network.afterEach(this::checkNextPeer);
        simulation.network.observe(this);
    }

    @Override
    public void sent(Address from, Address to, Message message) {
        switch (message) {
            case Exchange request -> requests.put(new Direction(from, to), simulation.network.now());
            case Gossip gossip when !isAnswer(from, to) -> checkNotReturned(from, to, gossip);
            default -> { }
        }
    }

    /** Returns whether this answers a request of the receiver, which may have sent the message after its request. */
    private boolean isAnswer(Address from, Address to) {
        long requestedAt = requests.getOrDefault(new Direction(to, from), Long.MIN_VALUE / 2);
        return simulation.network.now() - requestedAt < ANSWER_TIME;
    }

    /** Checks only messages that are forwarded when they are received. Anti-entropy sends the later ones. */
    private void checkNotReturned(Address from, Address to, Gossip gossip) {
        simulation.recorder.reception(from, gossip.id())
                .filter(reception -> reception.from().equals(to) && reception.at() == simulation.network.now())
                .ifPresent(reception -> {
                    throw new AssertionError(simulation + ": " + from + " sent " + gossip.id() + " back to " + to);
                });
    }

    private void checkNextPeer() {
        if (next == peers.size()) {
            peers = simulation.cluster.living();
            next = 0;
        }
        if (next < peers.size()) {
            Peer peer = simulation.cluster.peer(peers.get(next++));
            checkWatermarks(peer);
            if (next % DEGREE_CHECK_INTERVAL == 0) {
                checkDegree(peer.id().address(), peer.neighbors().size());
            }
        }
    }

    /** Checks the degree that a peer reports with a new neighbor. */
    void connected(Address address, int degree) {
        checkDegree(address, degree);
        int actual = simulation.cluster.peer(address).neighbors().size();
        if (actual != degree) {
            throw new AssertionError(simulation + ": " + address + " reports degree " + degree + " and has " + actual);
        }
    }

    private void checkDegree(Address address, int degree) {
        if (degree > simulation.cluster.config().maxDegree()) {
            throw new AssertionError(simulation + ": " + address + " has " + degree + " neighbors");
        }
    }

    private void checkWatermarks(Peer peer) {
        Map<Origin, Long> before = watermarks.computeIfAbsent(peer.id(), unseen -> new HashMap<>());
        before.replaceAll((origin, low) -> {
            long now = peer.next(origin);
            if (now < low && !mayFall) {
                throw new AssertionError(
                        simulation + ": watermark of " + origin + " at " + peer.id() + " fell to " + now);
            }
            return now;
        });
        simulation.recorder.someOrigins().forEach(origin -> before.putIfAbsent(origin, peer.next(origin)));
    }
}
