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

    /** Called when the node is stopped. Its sockets are closed when this method returns. */
    default void nodeFailed(String activity, Throwable cause) {
        connectionFailed(activity, cause);
    }
}
