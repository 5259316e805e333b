package gossip.peer;

import gossip.node.Environment;
import gossip.node.PeerListener;
import gossip.node.Request;
import gossip.peer.Introduction.Outcome;
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
final class Liveness {

    /** What the peer does with what is found here. */
    interface Findings {
        /** @param doubtful whether so many are silent at once that it may be we who are cut off */
        void dead(PeerId peer, boolean doubtful);

        void alive(PeerId peer);
    }

    private final PeerSettings settings;
    private final Environment environment;
    private final PeerListener events;
    private final Overlay overlay;
    private final History history;
    private final Shedding shedding;
    private final Findings findings;
    private final Asides asides;
    private final Map<Address, Watch> watches = new LinkedHashMap<>();
    private long lastToken;

    Liveness(
            PeerSettings settings, Environment environment, PeerListener events, Overlay overlay, History history,
            Shedding shedding, Findings findings) {
        this.settings = settings;
        this.environment = environment;
        this.events = events;
        this.overlay = overlay;
        this.history = history;
        this.shedding = shedding;
        this.findings = findings;
        this.asides = new Asides(environment, settings.pingInterval());
    }

    void linked(Neighbor neighbor) {
        Watch earlier = watches.put(neighbor.address(), neighbor.watch());
        boolean cameBack = earlier != null && earlier.broken;
        if (cameBack) {
            shedding.mended(neighbor);
        }
        findings.alive(neighbor.id());
    }

    /** @param replaced whether another link takes the place of the lost one */
    void linkBroken(Neighbor neighbor, boolean replaced) {
        Watch watch = neighbor.watch();
        watch.broken = true;
        watch.replaced = replaced;
        watch.awaiting = false;
    }

    void forget(Neighbor neighbor) {
        watches.remove(neighbor.address());
    }

    void heard(Neighbor neighbor) {
        neighbor.watch().heard = true;
    }

    void replied(Neighbor neighbor, PingReply reply) {
        Watch watch = neighbor.watch();
        if (watch.awaits(reply.token())) {
            watch.answered();
            events.pingReplyReceived(neighbor.address(), Duration.ofNanos(environment.nanos() - watch.sentAt));
        }
    }

    /**
     * One heartbeat.
     *
     * @param late whether it comes so late that it is we who were stopped: then nobody is blamed for not having been
     *     heard
     */
    void heartbeat(boolean late) {
        if (late) {
            watches.values().forEach(watch -> watch.awaiting = false);
        }
        long silent = watches.values().stream().filter(watch -> watch.awaiting).count();
        boolean doubtful = silent > 1 && silent * 2 > watches.size();
        for (Watch watch : new ArrayList<>(watches.values())) {
            if (watch.awaiting) {
                missed(watch, doubtful);
            }
            if (watches.get(watch.address()) == watch) {
                watch.heard = false;
                ping(watch);
            }
        }
    }

    private void missed(Watch watch, boolean doubtful) {
        watch.awaiting = false;
        watch.misses++;
        events.pingMissed(watch.address(), watch.misses);
        if (watch.misses >= settings.pingMisses() && !watch.heard) {
            watches.remove(watch.address());
            events.neighborDead(watch.peer);
            findings.dead(watch.peer, doubtful);
        }
    }

    private void ping(Watch watch) {
        watch.awaiting = true;
        watch.token = ++lastToken;
        watch.sentAt = environment.nanos();
        Optional<Neighbor> neighbor = overlay.find(watch.address());
        if (neighbor.isPresent()) {
            events.pingSent(watch.address());
            neighbor.get().link().send(new Ping(watch.token, history.digest()));
            if (watch.misses > 0) {
                long token = watch.token;
                asides.ask(watch, () -> isCurrent(watch, token));
            }
        } else if (!watch.replaced) {
            redial(watch);
        } else {
            askElsewhere(watch);
        }
    }

    private void redial(Watch watch) {
        Address address = watch.address();
        if (!overlay.isStranger(address)) {
            return;
        }
        long token = watch.token;
        overlay.connect(address, outcome -> {
            switch (outcome) {
                // The link that stands now has a watch of its own.
                case Outcome.Accepted accepted -> { }
                case Outcome.Refused refused -> settle(watch, token);
                case Outcome.Unreachable unreachable -> failed(watch, token);
            }
        });
    }

    private void askElsewhere(Watch watch) {
        long token = watch.token;
        Request.send(environment, watch.address(), new Ping(token, 0), settings.pingInterval(), new Request.Callback() {
            @Override
            public boolean onReply(Message message) {
                if (message instanceof PingReply) {
                    settle(watch, token);
                }
                return message instanceof PingReply;
            }

            @Override
            public void onFailure(String reason) {
                failed(watch, token);
            }
        });
    }

    /** It lives, and there is no link to watch any more. */
    private void settle(Watch watch, long token) {
        if (isCurrent(watch, token)) {
            watches.remove(watch.address());
            findings.alive(watch.peer);
        }
    }

    private void failed(Watch watch, long token) {
        if (isCurrent(watch, token)) {
            missed(watch, false);
        }
    }

    private boolean isCurrent(Watch watch, long token) {
        return watch.awaits(token) && watches.get(watch.address()) == watch;
    }
}
