package gossip.seed;

import gossip.node.Environment;
import gossip.node.Request;
import gossip.protocol.Message;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.Message.Register;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Probes of peers that were reported dead. A probe dials the peer and sends PING, at most three times. Reports of the
 * same incarnation during a probe share its result.
 *
 * <pre>
 *   0       pause    2 pauses                    limit
 *   |--PING---|---------|--------------------------|      PING_REPLY of this incarnation to any PING: ALIVE
 *             |--PING---|--------------------------|      PING_REPLY of another incarnation: DEAD
 *                       |--PING--------------------|      no reply, or all three failed: DEAD
 * </pre>
 *
 * The limit is half a heartbeat of the reported peer, derived from its lease, but at least 0.5 s and at most 7 s. So a
 * network with a short heartbeat removes dead peers sooner. The neighbors have already waited for three heartbeats.
 */
final class Probes {

    enum Result { ALIVE, DEAD }

    private static final int TRIES = 3;
    private static final Duration MIN_LIMIT = Duration.ofMillis(500);
    private static final Duration MAX_LIMIT = Duration.ofSeconds(7);
    private static final Duration MAX_PAUSE = Duration.ofMillis(500);

    private final Environment environment;
    private final Map<PeerId, Probe> probes = new HashMap<>();

    Probes(Environment environment) {
        this.environment = environment;
    }

    /**
     * Probes a peer, or joins the probe of this peer that is running.
     *
     * @param lease the lease that the peer requested
     */
    void probe(PeerId peer, Duration lease, Consumer<Result> callback) {
        Probe probe = probes.get(peer);
        if (probe == null) {
            probe = new Probe(peer);
            probes.put(peer, probe);
            probe.start(limit(lease));
        }
        probe.callbacks.add(callback);
    }

    private static Duration limit(Duration lease) {
        long halfHeartbeat = lease.toNanos() / (2 * Register.HEARTBEATS_PER_LEASE);
        return Duration.ofNanos(Math.clamp(halfHeartbeat, MIN_LIMIT.toNanos(), MAX_LIMIT.toNanos()));
    }

    private static Duration pause(Duration limit) {
        return Duration.ofNanos(Math.min(limit.toNanos() / (TRIES + 1), MAX_PAUSE.toNanos()));
    }

    private final class Probe implements Request.Callback {

        private final PeerId peer;
        private final List<Consumer<Result>> callbacks = new ArrayList<>();
        private int failures;
        private boolean done;

        private Probe(PeerId peer) {
            this.peer = peer;
        }

        private void start(Duration limit) {
            ping(limit);
            for (int i = 1; i < TRIES; i++) {
                Duration delay = pause(limit).multipliedBy(i);
                environment.schedule(delay, () -> ping(limit.minus(delay)));
            }
        }

        private void ping(Duration timeout) {
            if (!done) {
                Request.send(environment, peer.address(), new Ping(0, 0), timeout, this);
            }
        }

        @Override
        public boolean onReply(Message message) {
            if (message instanceof PingReply reply) {
                finish(reply.peer().equals(peer) ? Result.ALIVE : Result.DEAD);
            }
            return message instanceof PingReply;
        }

        @Override
        public void onFailure(String reason) {
            failures++;
            if (failures == TRIES) {
                finish(Result.DEAD);
            }
        }

        private void finish(Result result) {
            if (!done) {
                done = true;
                probes.remove(peer);
                callbacks.forEach(callback -> callback.accept(result));
            }
        }
    }
}
