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
 * The seed's own look at a peer that was reported dead: a dial and a PING, a few times. All who report the same life
 * meanwhile share one look and hear its verdict.
 *
 * <pre>
 *   0       pause    2 pauses                      limit
 *   |--PING---|---------|--------------------------|      an answer to any of them: alive
 *             |--PING---|--------------------------|      none, or all refused before: dead
 *                       |--PING--------------------|
 * </pre>
 *
 * The limit is half a heartbeat of the accused, as its lease tells, within bounds: who beats fast is to be missed soon,
 * and neighbors have waited for it through three heartbeats before.
 */
final class Probes {

    enum Verdict { ALIVE, DEAD }

    private static final int TRIES = 3;
    private static final Duration SHORTEST_LIMIT = Duration.ofMillis(500);
    private static final Duration LONGEST_LIMIT = Duration.ofSeconds(7);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final Environment environment;
    private final Map<PeerId, Probe> probes = new HashMap<>();

    Probes(Environment environment) {
        this.environment = environment;
    }

    /** @param lease what the accused has asked for */
    void probe(PeerId accused, Duration lease, Consumer<Verdict> whenKnown) {
        Probe look = probes.get(accused);
        if (look == null) {
            look = new Probe(accused);
            probes.put(accused, look);
            look.begin(limit(lease));
        }
        look.callbacks.add(whenKnown);
    }

    private static Duration limit(Duration lease) {
        Duration half = lease.dividedBy(2 * Register.HEARTBEATS_PER_LEASE);
        Duration most = half.compareTo(LONGEST_LIMIT) < 0 ? half : LONGEST_LIMIT;
        return most.compareTo(SHORTEST_LIMIT) > 0 ? most : SHORTEST_LIMIT;
    }

    private static Duration pause(Duration limit) {
        Duration quarter = limit.dividedBy(TRIES + 1);
        return quarter.compareTo(LONGEST_PAUSE) < 0 ? quarter : LONGEST_PAUSE;
    }

    private final class Probe implements Request.Callback {

        private final PeerId accused;
        private final List<Consumer<Verdict>> callbacks = new ArrayList<>();
        private int unanswered;
        private boolean done;

        private Probe(PeerId accused) {
            this.accused = accused;
        }

        private void begin(Duration limit) {
            ask(limit);
            for (int i = 1; i < TRIES; i++) {
                Duration later = pause(limit).multipliedBy(i);
                environment.schedule(later, () -> ask(limit.minus(later)));
            }
        }

        private void ask(Duration patience) {
            if (!done) {
                Request.send(environment, accused.address(), new Ping(0, 0), patience, this);
            }
        }

        @Override
        public boolean onReply(Message message) {
            if (message instanceof PingReply reply) {
                conclude(reply.peer().equals(accused) ? Verdict.ALIVE : Verdict.DEAD);
            }
            return message instanceof PingReply;
        }

        @Override
        public void onFailure(String reason) {
            unanswered++;
            if (unanswered == TRIES) {
                conclude(Verdict.DEAD);
            }
        }

        private void conclude(Verdict verdict) {
            if (!done) {
                done = true;
                probes.remove(accused);
                callbacks.forEach(hearer -> hearer.accept(verdict));
            }
        }
    }
}
