package gossip.seed;

import gossip.node.Inquiry;
import gossip.node.Surroundings;
import gossip.protocol.Message;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
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
 */
final class Probes {

    enum Verdict { ALIVE, DEAD }

    private static final int TRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Surroundings surroundings;
    private final Map<PeerId, List<Consumer<Verdict>>> waiting = new HashMap<>();

    Probes(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void probe(PeerId accused, Consumer<Verdict> whenKnown) {
        List<Consumer<Verdict>> others = waiting.get(accused);
        if (others == null) {
            waiting.put(accused, new ArrayList<>(List.of(whenKnown)));
            attempt(accused, TRIES);
        } else {
            others.add(whenKnown);
        }
    }

    private void attempt(PeerId accused, int triesLeft) {
        Inquiry.ask(surroundings, accused.address(), new Ping(0, 0), PATIENCE, new Inquiry.Asker() {
            @Override
            public boolean answered(Message message) {
                boolean complete = message instanceof PingReply;
                if (message instanceof PingReply reply) {
                    conclude(accused, reply.peer().equals(accused) ? Verdict.ALIVE : Verdict.DEAD);
                }
                return complete;
            }

            @Override
            public void unanswered(String reason) {
                if (triesLeft > 1) {
                    surroundings.schedule(PAUSE, () -> attempt(accused, triesLeft - 1));
                } else {
                    conclude(accused, Verdict.DEAD);
                }
            }
        });
    }

    private void conclude(PeerId accused, Verdict verdict) {
        waiting.remove(accused).forEach(hearer -> hearer.accept(verdict));
    }
}
