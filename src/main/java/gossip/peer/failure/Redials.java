package gossip.peer.failure;

import gossip.node.Environment;
import gossip.peer.overlay.TaskBudget;
import gossip.peer.overlay.TaskBudget.Task;
import java.time.Duration;

/** The times at which broken links are dialed again: the first ones of a heartbeat immediately, the others spread. */
final class Redials {

    /** Broken links that are dialed again immediately in one heartbeat. Guessed. */
    private static final int REDIALS_AT_ONCE = 32;
    /** The other dials are spread over one heartbeat divided by this number. */
    private static final int SPREAD_DIVISOR = 4;

    private final Duration pingInterval;
    private final Environment environment;
    private final TaskBudget budget;
    /** Dials since the last heartbeat. */
    private int dials;

    Redials(Duration pingInterval, Environment environment, TaskBudget budget) {
        this.pingInterval = pingInterval;
        this.environment = environment;
        this.budget = budget;
    }

    void heartbeat() {
        dials = 0;
    }

    /** Runs the dial now or later. Returns false if the budget of this heartbeat is spent. */
    boolean tryDial(Runnable dial) {
        if (!budget.tryDial(Task.REDIAL)) {
            return false;
        }
        if (dials++ < REDIALS_AT_ONCE) {
            dial.run();
        } else {
            long delay = environment.random().nextLong(pingInterval.toNanos() / SPREAD_DIVISOR + 1);
            environment.schedule(Duration.ofNanos(delay), dial);
        }
        return true;
    }
}
