package gossip.peer.failure;

import gossip.node.Environment;
import gossip.node.Request;
import gossip.peer.overlay.ProbeState;
import gossip.protocol.Message;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Asks a neighbor that has missed a PING on other connections, too: it may be the link that is at fault. */
final class FallbackProbes {

    /** In one heartbeat. */
    private static final int TRIES = 6;

    private final Environment environment;
    private final Duration timeout;

    FallbackProbes(Environment environment, Duration heartbeat) {
        this.environment = environment;
        this.timeout = heartbeat.dividedBy(TRIES + 2);
    }

    /** @param isDue whether the PING that the neighbor was sent is still without an answer */
    void probe(ProbeState probe, BooleanSupplier isDue) {
        probe(probe, isDue, TRIES);
    }

    private void probe(ProbeState probe, BooleanSupplier isDue, int triesLeft) {
        Request.send(environment, probe.address(), new Ping(probe.token, 0), timeout, new Request.Callback() {
            @Override
            public boolean onReply(Message message) {
                boolean answers = message instanceof PingReply reply && reply.peer().equals(probe.peer);
                if (answers && isDue.getAsBoolean()) {
                    probe.answered();
                }
                return message instanceof PingReply;
            }

            @Override
            public void onFailure(String reason) {
                environment.schedule(timeout.dividedBy(TRIES), () -> {
                    if (triesLeft > 1 && isDue.getAsBoolean()) {
                        probe(probe, isDue, triesLeft - 1);
                    }
                });
            }
        });
    }
}
