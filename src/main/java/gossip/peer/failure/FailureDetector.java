package gossip.peer.failure;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.PeerListener;
import gossip.peer.broadcast.MessageHistory;
import gossip.peer.overlay.DisconnectCause;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.OutboundHandshake.Outcome;
import gossip.peer.overlay.Overlay;
import gossip.peer.overlay.ProbeState;
import gossip.peer.overlay.TaskBudget;
import gossip.peer.topology.LinkShedding;
import gossip.protocol.Address;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A failure detector for the neighbors of this peer. At each heartbeat it sends a PING to each neighbor on its link, or
 * dials again if the link is broken. A PING without a reply by the next heartbeat is a miss. A failed dial is a miss
 * immediately. After {@code pingMisses} consecutive misses the neighbor is dead, unless something else was received
 * from it since the last heartbeat.
 *
 * <pre>
 *   linked --link broken--> broken or replaced --dialed again, connected--> linked
 *     |                       |        +--refuses the link, replies to a PING--> alive, not probed any more
 *     +--consecutive misses---+--> dead: NEIGHBOR_DEAD, reported to the seeds
 * </pre>
 *
 * <p>A link that carries nothing while its neighbor replies on another connection is half-open. It is dialed again, and
 * the new link takes its place.
 *
 * <p>With a heartbeat of T and 3 misses, a silent neighbor is detected in 3T to 4T, a broken link in 2T to 3T. See
 * {@code src/docs/failure-detection.md}.
 */
public final class FailureDetector {

    /** After a fallback reply, a link that carries nothing for a heartbeat divided by this is replaced. Guessed. */
    private static final int HALF_OPEN_DIVISOR = 4;
    /** How many times as many PINGs a slow neighbor may miss. Guessed. */
    private static final int SLOW_FACTOR = 4;

    /** Receives the results of failure detection. */
    public interface Listener {
        /** @param selfSuspect true if this peer is late, or may be cut off because many neighbors missed a PING */
        void dead(PeerId peer, boolean selfSuspect);

        void alive(PeerId peer);
    }

    private final Duration pingInterval;
    private final int pingMisses;
    private final Environment environment;
    private final PeerListener listener;
    private final Overlay overlay;
    private final MessageHistory history;
    private final LinkShedding shedding;
    private final Listener resultListener;
    private final LocalHealth health;
    private final FallbackProbes fallbackProbes;
    private final Redials redials;
    private final Map<Address, ProbeState> probes = new LinkedHashMap<>(2);
    private long lastToken;

    public FailureDetector(
            Duration pingInterval, int pingMisses, Environment environment, PeerListener listener, Overlay overlay,
            MessageHistory history, LinkShedding shedding, TaskBudget budget, Listener resultListener) {
        this.pingInterval = pingInterval;
        this.pingMisses = pingMisses;
        this.environment = environment;
        this.listener = listener;
        this.overlay = overlay;
        this.history = history;
        this.shedding = shedding;
        this.resultListener = resultListener;
        this.health = new LocalHealth(pingInterval);
        this.fallbackProbes = new FallbackProbes(environment, pingInterval, health, budget);
        this.redials = new Redials(pingInterval, environment, budget);
    }

    public void connected(Neighbor neighbor) {
        ProbeState previous = probes.put(neighbor.address(), neighbor.probe());
        boolean reconnected = previous != null && previous.isBroken();
        if (reconnected) {
            shedding.extraLinkOpened(neighbor);
        }
        resultListener.alive(neighbor.id());
    }

    /**
     * Keeps probing a neighbor whose link broke or is being opened again, and no other.
     *
     * @param replaced whether a link to another peer takes the place of the broken one
     */
    public void disconnected(Neighbor neighbor, DisconnectCause cause, boolean replaced) {
        switch (cause) {
            case CONNECTION_LOST -> neighbor.probe().linkBroken(replaced);
            case HALF_OPEN -> neighbor.probe().pingDiscarded();
            default -> probes.remove(neighbor.address());
        }
    }

    /** Notes that a message arrived from the neighbor. Unlike SWIM, any message counts as a sign of life. */
    public void received(Neighbor neighbor) {
        neighbor.probe().received();
    }

    public void replied(Neighbor neighbor, PingReply reply) {
        ProbeState probe = neighbor.probe();
        if (probe.isAwaitingReply(reply.token())) {
            probe.replyReceived();
            Duration roundTrip = Duration.ofNanos(environment.nanoTime() - probe.sentAt());
            probe.setRoundTrip(roundTrip);
            listener.pingReplyReceived(neighbor.address(), roundTrip);
        }
    }

    /**
     * Counts the misses of the last interval and sends the next PINGs.
     *
     * <p>Unlike SWIM, this peer probes every neighbor in each interval, and it asks no other peer to probe for it.
     *
     * @param lateNanos the time from when this heartbeat was due until now. If this or another timer of this peer runs
     *     late, outstanding PINGs do not count as misses
     */
    public void heartbeat(long lateNanos) {
        health.timerRan(lateNanos);
        if (health.heartbeat()) {
            probes.values().forEach(ProbeState::pingDiscarded);
        }
        long silent = probes.values().stream().filter(ProbeState::isAwaitingReply).count();
        boolean selfSuspect = silent > 1 && silent * 2 > probes.size();
        redials.heartbeat();
        for (ProbeState probe : new ArrayList<>(probes.values())) {
            if (probe.isAwaitingReply()) {
                missed(probe, selfSuspect, probe.isSlow() ? SLOW_FACTOR : 1);
            }
            if (isTracked(probe)) {
                ping(probe);
            }
        }
    }

    private void missed(ProbeState probe, boolean selfSuspect, int factor) {
        probe.missed();
        listener.pingMissed(probe.address(), probe.misses());
        int limit = environment.rules().missesUntilDead(probe.address(), pingMisses);
        if (probe.misses() >= factor * limit && !probe.hasReceived()) {
            probes.remove(probe.address());
            listener.neighborDead(probe.peer());
            resultListener.dead(probe.peer(), selfSuspect || health.isLate());
        }
    }

    private void ping(ProbeState probe) {
        long token = ++lastToken;
        probe.pingSent(token, environment.nanoTime());
        Optional<Neighbor> neighbor = overlay.find(probe.address());
        if (neighbor.isPresent()) {
            listener.pingSent(probe.address());
            Link link = neighbor.get().link();
            link.send(new Ping(token, link.isBacklogged() ? 0 : history.digest()));
            if (probe.misses() > 0) {
                // Only the same incarnation counts.
                fallbackProbes.probe(probe, new FallbackProbes.Target(() -> isPending(probe, token), reply -> {
                    if (reply.peer().equals(probe.peer())) {
                        bypassed(neighbor.get());
                    }
                }, () -> { }));
            }
        } else if (probe.isReplaced()) {
            probeUnlinked(probe, token, () -> confirmAlive(probe, token));
        } else if (!redials.tryDial(() -> {
            if (isPending(probe, token)) {
                redial(probe, token);
            }
        })) {
            probe.pingDiscarded();
        }
    }

    /** The neighbor replied on another connection. If its link carries nothing for a while, the link is replaced. */
    private void bypassed(Neighbor neighbor) {
        ProbeState probe = neighbor.probe();
        probe.repliedElsewhere();
        environment.schedule(pingInterval.dividedBy(HALF_OPEN_DIVISOR), () -> {
            if (probe.isBypassed() && isTracked(probe)) {
                overlay.reconnect(neighbor);
            }
        });
    }

    /**
     * Dials the peer again. If the dial ends without an answer, fallback probes follow, because the peer may be alive
     * and slow. They also take the place of the dial while another part of this peer dials the same address.
     */
    private void redial(ProbeState probe, long token) {
        if (!overlay.canConnect(probe.address())) {
            probeUnlinked(probe, token, probe::replyReceived);
            return;
        }
        overlay.connect(probe.address(), outcome -> {
            switch (outcome) {
                // The new link has its own ProbeState.
                case Outcome.Accepted accepted -> { }
                case Outcome.Refused refused -> confirmAlive(probe, token);
                case Outcome.Unreachable unreachable when unreachable.connectionRefused() -> failed(probe, token);
                case Outcome.Unreachable unreachable -> probeUnlinked(probe, token, probe::replyReceived);
            }
        });
    }

    /** A refused connection is a miss immediately. */
    private void probeUnlinked(ProbeState probe, long token, Runnable onReply) {
        fallbackProbes.probe(probe, new FallbackProbes.Target(
                () -> isPending(probe, token), reply -> onReply.run(), () -> failed(probe, token)));
    }

    /** The peer is alive and is not a neighbor any more, so it is not probed again. */
    private void confirmAlive(ProbeState probe, long token) {
        if (isPending(probe, token)) {
            probes.remove(probe.address());
            resultListener.alive(probe.peer());
        }
    }

    private void failed(ProbeState probe, long token) {
        if (isPending(probe, token)) {
            missed(probe, false, 1);
        }
    }

    private boolean isPending(ProbeState probe, long token) {
        return probe.isAwaitingReply(token) && isTracked(probe);
    }

    private boolean isTracked(ProbeState probe) {
        return probes.get(probe.address()) == probe;
    }
}
