package gossip.node;

/** A scheduled task. */
@FunctionalInterface
public interface Timer {

    /** Cancels the task, unless it has already started. */
    void cancel();
}
