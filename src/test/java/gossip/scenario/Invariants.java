package gossip.scenario;

import gossip.peer.Peer;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Watermarks;
import gossip.protocol.PeerId;
import gossip.sim.TrafficObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What must hold at every moment of every run; the {@link EventRecorder} adds that nothing is delivered twice and that no seed
 * lists a buried life. After each event one peer is looked at, all in turn; each message sent is looked at.
 */
final class Invariants implements TrafficObserver {

    /** In nanoseconds; more than a request is ever on its way here. */
    private static final long ANSWER_TIME = 1_000_000_000;

    private record Direction(Address from, Address to) {}

    private final Simulation simulation;
    private final Map<PeerId, Map<PeerId, Long>> watermarks = new HashMap<>();
    private final Map<Direction, Long> asked = new HashMap<>();
    private List<Address> turn = List.of();
    private int next;

    Invariants(Simulation simulation) {
        this.simulation = simulation;
    }

    void watch() {
        simulation.network.afterEach(this::lookAtNextPeer);
        simulation.network.observe(this);
    }

    @Override
    public void sent(Address from, Address to, Message message) {
        switch (message) {
            case Watermarks request -> asked.put(new Direction(from, to), simulation.network.now());
            case Gossip gossip when !isAnswer(from, to) -> notToItsSender(from, to, gossip);
            default -> { }
        }
    }

    /** Who asks for what it lacks may get what it has sent since it asked. */
    private boolean isAnswer(Address from, Address to) {
        return simulation.network.now() - asked.getOrDefault(new Direction(to, from), Long.MIN_VALUE / 2) < ANSWER_TIME;
    }

    /** A message is passed on at the moment of its reception; what goes out later fills in somebody's gaps. */
    private void notToItsSender(Address from, Address to, Gossip gossip) {
        simulation.recorder.reception(from, gossip.id())
                .filter(reception -> reception.from().equals(to) && reception.at() == simulation.network.now())
                .ifPresent(reception -> {
                    throw new AssertionError(simulation + ": " + from + " sent " + gossip.id() + " back to " + to);
                });
    }

    private void lookAtNextPeer() {
        if (next == turn.size()) {
            turn = simulation.cluster.living();
            next = 0;
        }
        if (next < turn.size()) {
            Address address = turn.get(next++);
            degreeWithinCap(address);
            watermarksNeverGoBack(simulation.cluster.peer(address));
        }
    }

    private void degreeWithinCap(Address address) {
        int degree = simulation.cluster.peer(address).neighbors().size();
        if (degree > simulation.cluster.config().maxDegree()) {
            throw new AssertionError(simulation + ": " + address + " has " + degree + " neighbors");
        }
    }

    private void watermarksNeverGoBack(Peer peer) {
        Map<PeerId, Long> before = watermarks.computeIfAbsent(peer.id(), unseen -> new HashMap<>());
        before.replaceAll((origin, low) -> {
            long now = peer.next(origin);
            if (now < low) {
                throw new AssertionError(simulation + ": watermark of " + origin + " at " + peer.id() + " fell to " + now);
            }
            return now;
        });
        simulation.recorder.someOrigins().forEach(origin -> before.putIfAbsent(origin, peer.next(origin)));
    }
}
