package gossip.peer.failure;

import gossip.node.Environment;
import gossip.node.PeerListener;
import gossip.node.Request;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.TaskBudget;
import gossip.peer.overlay.TaskBudget.Task;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Alive;
import gossip.protocol.Message.Dead;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The death reports of this peer. Each is sent to every configured seed, and again until the seed has answered. */
public final class DeathReports {

    /** A seed probes for up to 7 s before it answers. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int MAX_HEARTBEATS = 10;
    private static final int MAX_PENDING = 1024;

    private final LocalPeer self;
    private final List<Address> seeds;
    private final Environment environment;
    private final PeerListener listener;
    private final Consumer<PeerId> onRefuted;
    private final Map<PeerId, Report> pending = new LinkedHashMap<>();
    private final TaskBudget budget;
    private boolean held;

    /** One report: the seeds that have not answered it, and those with a request in flight. */
    private static final class Report {
        private final Set<Address> unanswered;
        private final Set<Address> inFlight = new HashSet<>();
        private int heartbeats;

        private Report(List<Address> seeds) {
            unanswered = new HashSet<>(seeds);
        }
    }

    /** @param onRefuted called with the peer when a seed has reached it */
    public DeathReports(LocalPeer self, List<Address> seeds, Environment environment, PeerListener listener,
            TaskBudget budget, Consumer<PeerId> onRefuted) {
        this.budget = budget;
        this.self = self;
        this.seeds = seeds;
        this.environment = environment;
        this.listener = listener;
        this.onRefuted = onRefuted;
    }

    public void report(PeerId dead) {
        if (pending.size() < MAX_PENDING) {
            pending.put(dead, new Report(seeds));
            if (!held) {
                send(dead);
            }
        }
    }

    /** Stops sending, because this peer may be cut off itself. */
    public void hold() {
        held = true;
    }

    /** Sends all pending reports, because a seed has answered. */
    public void release() {
        held = false;
        send();
    }

    /** Drops the report, because the reported peer is alive. */
    public void withdraw(PeerId alive) {
        pending.remove(alive);
    }

    public void heartbeat() {
        pending.values().removeIf(report -> ++report.heartbeats > MAX_HEARTBEATS);
        send();
    }

    private void send() {
        if (!held) {
            new ArrayList<>(pending.keySet()).forEach(this::send);
        }
    }

    private void send(PeerId dead) {
        Report report = pending.get(dead);
        for (Address seed : seeds) {
            if (report.unanswered.contains(seed) && !report.inFlight.contains(seed)
                    && budget.tryDial(Task.REGISTRATION)) {
                report.inFlight.add(seed);
                send(report, dead, seed);
            }
        }
    }

    private void send(Report report, PeerId dead, Address seed) {
        Dead message = new Dead(dead.address(), Optional.of(dead.incarnation()), Optional.of(self.address()));
        Request.send(environment, seed, message, TIMEOUT, new Request.Callback() {
            @Override
            public void onSent() {
                listener.deathReported(seed, dead);
            }

            @Override
            public boolean onReply(Message reply) {
                report.unanswered.remove(seed);
                if (report.unanswered.isEmpty()) {
                    pending.remove(dead);
                }
                if (reply instanceof Alive alive) {
                    listener.deathRefuted(seed, alive.peer());
                    onRefuted.accept(alive.peer());
                }
                return true;
            }

            @Override
            public void onFailure(String reason) {
                report.inFlight.remove(seed);
            }
        });
    }
}
