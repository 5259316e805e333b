package gossip.peer.registration;

import gossip.node.Environment;
import gossip.peer.overlay.DutyCycle;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * The times at which a changed degree is reported to the seeds. A report is sent immediately, but only one in
 * {@link #INTERVAL}. While the seeds have not answered the last report, or answer slowly, the next one waits
 * ({@link DutyCycle}).
 */
final class DegreeReports {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Environment environment;
    private final IntSupplier degree;
    private final Runnable send;
    private final DutyCycle dutyCycle;
    /** True while a report is in flight, and in the pause after it. */
    private boolean busy;
    private boolean stopped;
    private int reported;

    /**
     * @param degree supplies the present degree of this peer
     * @param send sends a REGISTER with the degree that {@link #next} returns; {@link #answered} is called at its end
     */
    DegreeReports(Environment environment, IntSupplier degree, Runnable send) {
        this.environment = environment;
        this.degree = degree;
        this.send = send;
        this.dutyCycle = new DutyCycle(environment::nanoTime, environment.random());
    }

    /** Returns the degree for a REGISTER that is sent now. */
    int next() {
        reported = degree.getAsInt();
        return reported;
    }

    /** Returns the degree for another request, which does not count as a report. */
    int degree() {
        return degree.getAsInt();
    }

    void degreeChanged() {
        if (!stopped && !busy && degree.getAsInt() != reported) {
            busy = true;
            dutyCycle.started();
            send.run();
        }
    }

    /** Notes that each seed has answered the last report or failed. */
    void answered() {
        dutyCycle.ended();
        environment.schedule(Duration.ofNanos(Math.max(INTERVAL.toNanos(), dutyCycle.nanosUntilDue())), () -> {
            busy = false;
            degreeChanged();
        });
    }

    void stop() {
        stopped = true;
    }
}
