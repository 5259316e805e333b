package gossip.node;

/** A task that waits for its time. */
@FunctionalInterface
public interface Timer {

    /** The task will not run, unless it has already. */
    void cancel();
}
