package gossip.net.transport;

import gossip.node.LinkIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Instant;
import java.util.Optional;

/**
 * The bytes of one connection: those of the socket, or those of TLS above it. At a time, one thread reads and one
 * writes.
 */
public interface Transport {

    /** The transports of a program. */
    interface Factory {

        Transport accepted(Socket socket);

        Transport dialed(Socket socket);

        /**
         * Calls back when the certificates that this program trusts may have changed. Never without TLS.
         *
         * @return ends the calls, so that the callback is no longer referenced
         */
        default Runnable whenTrustChanges(Runnable callback) {
            return () -> { };
        }

        /** Returns when the certificate of this program expires, or empty without TLS. */
        default Optional<Instant> certificateExpiry() {
            return Optional.empty();
        }
    }

    /**
     * Completes the handshake, before anything else is called but {@link #close}. Blocks until it is complete; the
     * caller limits the time with {@code close}.
     *
     * @throws IOException if it failed; the message is the reason as one sentence, unless the connection broke
     */
    void handshake() throws IOException;

    InputStream input() throws IOException;

    OutputStream output() throws IOException;

    /** Sends the end of the output. May block while the other end does not read. */
    void finishOutput() throws IOException;

    /** Returns who the other end is, once the handshake is complete. */
    LinkIdentity identity();

    /** Returns why the certificate of the other end has become invalid since the handshake, if it is revoked. */
    default Optional<String> revocation() {
        return Optional.empty();
    }

    /** Closes the socket immediately, even while other threads read or write. Never blocks. */
    void close() throws IOException;

    /** Returns whether {@link #handshake} and {@link #finishOutput} wait for the other end. */
    boolean isSecure();
}
