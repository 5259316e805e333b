package gossip.peer.failure;

import gossip.node.DialFailure;
import gossip.node.Environment;
import gossip.node.Request;
import gossip.peer.overlay.ProbeState;
import gossip.peer.overlay.TaskBudget;
import gossip.peer.overlay.TaskBudget.Task;
import gossip.protocol.Message;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * PINGs on separate connections, to a neighbor that missed a PING on its link or that has no link. The link may have
 * failed and not the neighbor.
 *
 * <pre>
 *   0    T/18   2T/18          11T/18             T     a probe in each of the first 12 of 18 slots of a heartbeat T,
 *   |probe|probe|probe|  ...  |probe|             |     each waits T/4 for its reply; the last ends before T
 * </pre>
 */
final class FallbackProbes {

    /** Chosen for no false death if 20 % of all PINGs and replies are lost: {@code src/docs/failure-detection.md}. */
    static final int PROBES = 12;
    private static final int SLOTS = 18;
    private static final int TIMEOUT_DIVISOR = 4;
    /**
     * Probes of this peer at a time. Beyond this number a probe is skipped. The next one runs in its own slot. Guessed.
     */
    private static final int MAX_RUNNING = 1024;

    /**
     * The PING of one heartbeat that the probes repeat.
     *
     * @param pending returns whether the PING has no reply yet; the probes end when it returns false
     * @param onReply called when a reply arrives while the PING is pending
     * @param onRefused called when a dial is refused while the PING is pending, so no process listens at the address
     */
    record Target(BooleanSupplier pending, Consumer<PingReply> onReply, Runnable onRefused) {

        boolean isPending() {
            return pending.getAsBoolean();
        }
    }

    private final Environment environment;
    private final Duration timeout;
    private final long slotNanos;
    private final LocalHealth health;
    private final TaskBudget budget;
    private int running;

    FallbackProbes(Environment environment, Duration pingInterval, LocalHealth health, TaskBudget budget) {
        this.budget = budget;
        this.health = health;
        this.environment = environment;
        this.timeout = Duration.ofNanos(pingInterval.toNanos() / TIMEOUT_DIVISOR);
        this.slotNanos = Math.max(1, pingInterval.toNanos() / SLOTS);
    }

    /**
     * Sends the first PING now and the others later, each at a random time in its slot. Unlike the fallback ping of
     * memberlist, this starts only after a miss, and repeats.
     */
    void probe(ProbeState probe, Target target) {
        probe(probe, target, probe.isSlow() ? 1 : PROBES, 0);
    }

    /** @param offset how far into its slot this probe runs, in nanoseconds */
    private void probe(ProbeState probe, Target target, int probesLeft, long offset) {
        if (!target.isPending()) {
            return;
        }
        if (running < MAX_RUNNING && budget.tryDial(Task.PROBE)) {
            send(probe, target);
        }
        if (probesLeft > 1) {
            long nextOffset = environment.random().nextLong(slotNanos);
            long delay = slotNanos - offset + nextOffset;
            long due = environment.nanoTime() + delay;
            environment.schedule(Duration.ofNanos(delay), () -> {
                health.timerRan(environment.nanoTime() - due);
                probe(probe, target, probesLeft - 1, nextOffset);
            });
        }
    }

    private void send(ProbeState probe, Target target) {
        running++;
        Request.send(environment, probe.address(), new Ping(probe.token(), 0), timeout, new Request.Callback() {
            @Override
            public boolean onReply(Message message) {
                if (message instanceof PingReply reply) {
                    running--;
                    if (target.isPending()) {
                        target.onReply().accept(reply);
                    }
                    return true;
                }
                return false;
            }

            @Override
            public void onFailure(String reason) {
                running--;
            }

            @Override
            public void onDialFailed(DialFailure cause, String reason) {
                running--;
                if (cause == DialFailure.REFUSED && target.isPending()) {
                    target.onRefused().run();
                }
            }
        });
    }
}
