package gossip.peer.failure;

import gossip.node.Environment;
import gossip.node.PeerListener;
import gossip.node.Request;
import gossip.peer.overlay.LocalPeer;
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

/** The deaths that this peer has to report, each to every configured seed, again until the seed has answered. */
public final class DeathReports {

    /** A seed probes for up to 7 s before it answers. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int MAX_HEARTBEATS = 10;
    private static final int MAX_PENDING = 1024;

    private final LocalPeer self;
    private final List<Address> seeds;
    private final Environment environment;
    private final PeerListener listener;
    private final Consumer<PeerId> whenRefuted;
    private final Map<PeerId, Report> pending = new LinkedHashMap<>();
    private boolean held;

    private static final class Report {
        private final Set<Address> unanswered;
        private final Set<Address> inFlight = new HashSet<>();
        private int heartbeats;

        private Report(List<Address> seeds) {
            unanswered = new HashSet<>(seeds);
        }
    }

    public DeathReports(
            LocalPeer self, List<Address> seeds, Environment environment, PeerListener listener,
            Consumer<PeerId> whenRefuted) {
        this.self = self;
        this.seeds = seeds;
        this.environment = environment;
        this.listener = listener;
        this.whenRefuted = whenRefuted;
    }

    public void report(PeerId dead) {
        if (pending.size() < MAX_PENDING) {
            pending.put(dead, new Report(seeds));
            send();
        }
    }

    /** While we doubt ourselves nothing is sent. */
    public void hold() {
        held = true;
    }

    public void release() {
        held = false;
        send();
    }

    /** The accused has been heard of after all. */
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
            if (report.unanswered.contains(seed) && report.inFlight.add(seed)) {
                Dead message = new Dead(dead.address(), Optional.of(dead.incarnation()), Optional.of(self.address()));
                Request.send(environment, seed, message, TIMEOUT, new Answer(report, dead, seed));
            }
        }
    }

    private final class Answer implements Request.Callback {
        private final Report report;
        private final PeerId dead;
        private final Address seed;

        private Answer(Report report, PeerId dead, Address seed) {
            this.report = report;
            this.dead = dead;
            this.seed = seed;
        }

        @Override
        public void onSent() {
            listener.deathReported(seed, dead);
        }

        @Override
        public boolean onReply(Message message) {
            report.unanswered.remove(seed);
            if (report.unanswered.isEmpty()) {
                pending.remove(dead);
            }
            if (message instanceof Alive alive) {
                listener.deathRefuted(seed, alive.peer());
                whenRefuted.accept(alive.peer());
            }
            return true;
        }

        @Override
        public void onFailure(String reason) {
            report.inFlight.remove(seed);
        }
    }
}
