package gossip.net;

/**
 * A receiver of internal errors, which are exceptions that the program does not expect. Thread-safe, because any thread
 * calls it.
 *
 * <p>An exception in work for one connection ends that connection. Any other exception, and every {@link Error}, stops
 * the node, because nothing is known about its state.
 */
@FunctionalInterface
public interface ErrorHandler {

    /** Called when an exception ended one connection. The node continues. */
    void connectionFailed(String activity, Throwable cause);

    /**
     * Called when a connection could not be accepted, at most once in a minute. That is no error of the program: for
     * example, the process has no free file descriptor. The node continues, and tries again.
     */
    default void acceptFailed(String reason) {}

    /** Called when the node is stopped. Its sockets are closed when this method returns. */
    default void nodeFailed(String activity, Throwable cause) {
        connectionFailed(activity, cause);
    }
}
