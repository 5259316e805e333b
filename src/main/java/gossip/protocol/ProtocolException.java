package gossip.protocol;

/** An error in a line that does not follow the protocol. The message is sent back to the node that sent the line. */
public final class ProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    public ProtocolException(String message) {
        super(message);
    }

    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
