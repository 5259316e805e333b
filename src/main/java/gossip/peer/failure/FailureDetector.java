package gossip.peer.failure;

import gossip.node.Environment;
import gossip.node.PeerListener;
import gossip.node.Request;
import gossip.peer.broadcast.MessageHistory;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.OutboundHandshake.Outcome;
import gossip.peer.overlay.Overlay;
import gossip.peer.overlay.ProbeState;
import gossip.peer.topology.LinkShedding;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds dead neighbors. At each heartbeat every one that was linked is pinged: on its link, or, where the link is
 * broken, by dialling again. A PING without a reply by the next heartbeat is a miss, a refused dial is one at once;
 * too many in a row and the neighbor is dead.
 *
 * <pre>
 *   watched --link lost--> broken --redialled--> watched
 *      |                     |
 *      +--misses in a row----+---> dead: NEIGHBOR_DEAD, reported to the seeds
 * </pre>
 *
 * With a heartbeat of T and 3 misses, silence is found in 3T to 4T, a broken link in 2T to 3T. A neighbor that was heard
 * since the last heartbeat is not dead, whatever became of the PINGs.
 */
public final class FailureDetector {

    /** What the peer does with what is found here. */
    public interface Listener {
        /** @param doubtful whether so many are silent at once that it may be we who are cut off */
        void dead(PeerId peer, boolean doubtful);

        void alive(PeerId peer);
    }

    private final Duration pingInterval;
    private final int pingMisses;
    private final Environment environment;
    private final PeerListener listener;
    private final Overlay overlay;
    private final MessageHistory history;
    private final LinkShedding shedding;
    private final Listener verdictListener;
    private final FallbackProbes fallbackProbes;
    private final Map<Address, ProbeState> probes = new LinkedHashMap<>();
    private long lastToken;

    public FailureDetector(
            Duration pingInterval, int pingMisses, Environment environment, PeerListener listener, Overlay overlay,
            MessageHistory history, LinkShedding shedding, Listener findings) {
        this.pingInterval = pingInterval;
        this.pingMisses = pingMisses;
        this.environment = environment;
        this.listener = listener;
        this.overlay = overlay;
        this.history = history;
        this.shedding = shedding;
        this.verdictListener = findings;
        this.fallbackProbes = new FallbackProbes(environment, pingInterval);
    }

    public void connected(Neighbor neighbor) {
        ProbeState earlier = probes.put(neighbor.address(), neighbor.probe());
        boolean cameBack = earlier != null && earlier.broken;
        if (cameBack) {
            shedding.extraLinkOpened(neighbor);
        }
        verdictListener.alive(neighbor.id());
    }

    /** @param replaced whether another link takes the place of the lost one */
    public void linkBroken(Neighbor neighbor, boolean replaced) {
        ProbeState probe = neighbor.probe();
        probe.broken = true;
        probe.replaced = replaced;
        probe.awaiting = false;
    }

    public void forget(Neighbor neighbor) {
        probes.remove(neighbor.address());
    }

    public void received(Neighbor neighbor) {
        neighbor.probe().heard = true;
    }

    public void replied(Neighbor neighbor, PingReply reply) {
        ProbeState probe = neighbor.probe();
        if (probe.awaits(reply.token())) {
            probe.answered();
            listener.pingReplyReceived(neighbor.address(), Duration.ofNanos(environment.nanoTime() - probe.sentAt));
        }
    }

    /**
     * One heartbeat.
     *
     * @param late whether it comes so late that it is we who were stopped: then nobody is blamed for not having been
     *     heard
     */
    public void heartbeat(boolean late) {
        if (late) {
            probes.values().forEach(probe -> probe.awaiting = false);
        }
        long silent = probes.values().stream().filter(probe -> probe.awaiting).count();
        boolean doubtful = silent > 1 && silent * 2 > probes.size();
        for (ProbeState probe : new ArrayList<>(probes.values())) {
            if (probe.awaiting) {
                missed(probe, doubtful);
            }
            if (probes.get(probe.address()) == probe) {
                probe.heard = false;
                ping(probe);
            }
        }
    }

    private void missed(ProbeState probe, boolean doubtful) {
        probe.awaiting = false;
        probe.misses++;
        listener.pingMissed(probe.address(), probe.misses);
        if (probe.misses >= pingMisses && !probe.heard) {
            probes.remove(probe.address());
            listener.neighborDead(probe.peer);
            verdictListener.dead(probe.peer, doubtful);
        }
    }

    private void ping(ProbeState probe) {
        probe.awaiting = true;
        probe.token = ++lastToken;
        probe.sentAt = environment.nanoTime();
        Optional<Neighbor> neighbor = overlay.find(probe.address());
        if (neighbor.isPresent()) {
            listener.pingSent(probe.address());
            neighbor.get().link().send(new Ping(probe.token, history.digest()));
            if (probe.misses > 0) {
                long token = probe.token;
                fallbackProbes.probe(probe, () -> isCurrent(probe, token));
            }
        } else if (!probe.replaced) {
            redial(probe);
        } else {
            probeUnlinked(probe);
        }
    }

    private void redial(ProbeState probe) {
        Address address = probe.address();
        if (!overlay.canConnect(address)) {
            return;
        }
        long token = probe.token;
        overlay.connect(address, outcome -> {
            switch (outcome) {
                // The link that stands now has a watch of its own.
                case Outcome.Accepted accepted -> { }
                case Outcome.Refused refused -> confirmAlive(probe, token);
                case Outcome.Unreachable unreachable -> failed(probe, token);
            }
        });
    }

    private void probeUnlinked(ProbeState probe) {
        long token = probe.token;
        Request.send(environment, probe.address(), new Ping(token, 0), pingInterval, new Request.Callback() {
            @Override
            public boolean onReply(Message message) {
                if (message instanceof PingReply) {
                    confirmAlive(probe, token);
                }
                return message instanceof PingReply;
            }

            @Override
            public void onFailure(String reason) {
                failed(probe, token);
            }
        });
    }

    /** It lives, and there is no link to watch any more. */
    private void confirmAlive(ProbeState probe, long token) {
        if (isCurrent(probe, token)) {
            probes.remove(probe.address());
            verdictListener.alive(probe.peer);
        }
    }

    private void failed(ProbeState probe, long token) {
        if (isCurrent(probe, token)) {
            missed(probe, false);
        }
    }

    private boolean isCurrent(ProbeState probe, long token) {
        return probe.awaits(token) && probes.get(probe.address()) == probe;
    }
}
