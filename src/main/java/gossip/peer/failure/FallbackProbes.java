package gossip.peer.failure;

import gossip.node.Environment;
import gossip.peer.overlay.PingRequest;
import gossip.peer.overlay.ProbeState;
import gossip.protocol.Message.Ping;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** PINGs on separate connections to a neighbor that missed a PING. The link may have failed and not the neighbor. */
final class FallbackProbes {

    /** PINGs in one heartbeat, with their timeouts and pauses, end before the next heartbeat. */
    private static final int ATTEMPTS = 6;

    private final Environment environment;
    private final Duration timeout;

    FallbackProbes(Environment environment, Duration pingInterval) {
        this.environment = environment;
        this.timeout = pingInterval.dividedBy(ATTEMPTS + 2);
    }

    /**
     * Sends PINGs until one is answered by the same incarnation of the neighbor.
     *
     * @param isPending whether the PING on the link has no reply yet; the probes end when it returns false
     * @param onReply called at most once, when such a reply arrives while the PING is pending
     */
    void probe(ProbeState probe, BooleanSupplier isPending, Runnable onReply) {
        probe(probe, isPending, onReply, ATTEMPTS);
    }

    /** Unlike the fallback ping of memberlist, this starts only after a miss, and repeats. */
    private void probe(ProbeState probe, BooleanSupplier isPending, Runnable onReply, int attemptsLeft) {
        PingRequest.send(environment, probe.address(), new Ping(probe.token(), 0), timeout,
                reply -> {
                    if (reply.peer().equals(probe.peer()) && isPending.getAsBoolean()) {
                        onReply.run();
                    }
                },
                () -> environment.schedule(timeout.dividedBy(ATTEMPTS), () -> {
                    if (attemptsLeft > 1 && isPending.getAsBoolean()) {
                        probe(probe, isPending, onReply, attemptsLeft - 1);
                    }
                }));
    }
}
