package gossip.seed;

import gossip.node.DialFailure;
import gossip.node.Environment;
import gossip.node.Request;
import gossip.protocol.Message;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.Message.Register;
import gossip.protocol.PeerId;
import gossip.seed.ProbeResult.NoReply;
import gossip.seed.ProbeResult.Replied;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Probes of the addresses of peers. A probe dials the address and sends PING, at most three times. Requests for the
 * same incarnation with the same limit share a probe.
 *
 * <pre>
 *   0       pause    2 pauses                    limit
 *   |--PING---|---------|--------------------------|      PING_REPLY to any PING: Replied
 *             |--PING---|--------------------------|      all three failed: REFUSED, SILENT,
 *                       |--PING--------------------|      UNREACHABLE or UNDECIDED
 * </pre>
 *
 * The limit for a death report is half a heartbeat of the reported peer, at least 0.5 s and at most 7 s. The seed
 * derives the heartbeat from the lease. So a network with a short heartbeat removes dead peers sooner. The neighbors
 * have already waited for three heartbeats. A seed that was late during a probe repeats it before silence counts.
 */
final class Probes {

    private static final int TRIES = 3;
    /** Probes at a time. A further one ends immediately as undecided. */
    private static final int MAX_PROBES = 1024;
    private static final Duration MIN_LIMIT = Duration.ofMillis(500);
    private static final Duration MAX_LIMIT = Duration.ofSeconds(7);
    private static final Duration MAX_PAUSE = Duration.ofMillis(500);
    /** The seed is late if a timer is delayed by more than the limit divided by this. Guessed. */
    private static final int LATE_DIVISOR = 4;
    /** How often a seed that is late repeats a probe. After that, silence is no evidence. Guessed. */
    private static final int MAX_REPEATS = 2;

    private record Key(PeerId peer, Duration limit) {}

    private final Environment environment;
    private final Map<Key, Probe> probes = new HashMap<>();
    private long replied;
    private long refused;
    private long silent;
    private long undecided;

    Probes(Environment environment) {
        this.environment = environment;
    }

    /** Probes the address of a peer, or joins the probe of this incarnation that is running. */
    void probe(PeerId peer, Duration limit, Consumer<ProbeResult> callback) {
        Key key = new Key(peer, limit);
        Probe probe = probes.get(key);
        if (probe == null && probes.size() == MAX_PROBES) {
            callback.accept(NoReply.UNDECIDED);
            return;
        }
        if (probe == null) {
            probe = new Probe(key);
            probes.put(key, probe);
            probe.callbacks.add(callback);
            probe.start();
        } else {
            probe.callbacks.add(callback);
        }
    }

    private void count(ProbeResult result) {
        switch (result) {
            case Replied reply -> replied++;
            case NoReply.REFUSED -> refused++;
            case NoReply.SILENT, NoReply.UNREACHABLE -> silent++;
            case NoReply.UNDECIDED -> undecided++;
        }
    }

    /** Returns how the probes ended, as pairs. */
    String status() {
        return "probesReplied=" + replied + " probesRefused=" + refused + " probesSilent=" + silent
                + " probesUndecided=" + undecided;
    }

    /** Returns the limit for a death report of a peer that requested this lease. */
    static Duration limit(Duration lease) {
        long halfHeartbeat = lease.toNanos() / (2 * Register.HEARTBEATS_PER_LEASE);
        return Duration.ofNanos(Math.clamp(halfHeartbeat, MIN_LIMIT.toNanos(), MAX_LIMIT.toNanos()));
    }

    private static Duration pause(Duration limit) {
        return Duration.ofNanos(Math.min(limit.toNanos() / (TRIES + 1), MAX_PAUSE.toNanos()));
    }

    private final class Probe implements Request.Callback {

        private final Key key;
        private final List<Consumer<ProbeResult>> callbacks = new ArrayList<>();
        private int failures;
        /** The strongest evidence so far. */
        private NoReply evidence = NoReply.UNDECIDED;
        private boolean done;
        /** Whether a connection was opened. It stays open while the process behind it does not run. */
        private boolean connected;
        private long startedAt;
        /** Whether a timer of this probe ran late, so that a reply may wait in the queues of this seed. */
        private boolean late;
        private int repeats;

        private Probe(Key key) {
            this.key = key;
        }

        private void start() {
            startedAt = environment.nanoTime();
            ping(key.limit());
            for (int i = 1; i < TRIES; i++) {
                Duration delay = pause(key.limit()).multipliedBy(i);
                environment.schedule(delay, () -> {
                    timerRan(delay);
                    ping(key.limit().minus(delay));
                });
            }
        }

        private void timerRan(Duration due) {
            late |= environment.nanoTime() - startedAt - due.toNanos() > key.limit().toNanos() / LATE_DIVISOR;
        }

        private void repeat() {
            repeats++;
            late = false;
            failures = 0;
            evidence = NoReply.UNDECIDED;
            start();
        }

        private void ping(Duration timeout) {
            if (!done) {
                Request.send(environment, key.peer().address(), new Ping(0, 0), timeout, this);
            }
        }

        @Override
        public void onSent() {
            connected = true;
        }

        @Override
        public boolean onReply(Message message) {
            if (message instanceof PingReply reply) {
                finish(new Replied(reply));
            }
            return message instanceof PingReply;
        }

        @Override
        public void onFailure(String reason) {
            failed(connected ? NoReply.SILENT : NoReply.UNREACHABLE);
        }

        @Override
        public void onDialFailed(DialFailure cause, String reason) {
            failed(switch (cause) {
                case REFUSED -> NoReply.REFUSED;
                case NO_ANSWER -> NoReply.UNREACHABLE;
                case LOCAL, UNKNOWN_HOST, UNTRUSTED -> NoReply.UNDECIDED;
            });
        }

        /** A refusal outweighs silence, and both outweigh a dial that this seed could not do. */
        private void failed(NoReply cause) {
            evidence = cause.compareTo(evidence) < 0 ? cause : evidence;
            failures++;
            if (failures == TRIES) {
                timerRan(key.limit());
                boolean doubtful = late && evidence.isSilence();
                if (doubtful && repeats < MAX_REPEATS && !done) {
                    repeat();
                } else {
                    finish(doubtful ? NoReply.UNDECIDED : evidence);
                }
            }
        }

        private void finish(ProbeResult result) {
            if (!done) {
                done = true;
                probes.remove(key);
                count(result);
                callbacks.forEach(callback -> callback.accept(result));
            }
        }
    }
}
