package gossip.net;

import gossip.net.transport.Transport;
import gossip.node.DialFailure;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The handshakes of the accepted connections of one node, bounded in number and time. Beyond the number the oldest is
 * aborted, so that handshakes that never finish do not block others. Thread-safe.
 */
final class Handshakes {

    /** Handshakes of accepted connections at a time. */
    static final int MAX_PENDING = 256;
    /**
     * How long a handshake may take. Guessed: when 20 peers of one process join together, a handshake waits for the CPU
     * for more than 5 s.
     */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SocketHost<?> host;
    /** Oldest first. Guarded by this. */
    private final Set<Connection> pending = new LinkedHashSet<>();

    Handshakes(SocketHost<?> host) {
        this.host = host;
    }

    /** Notes an accepted connection. Called by the thread that accepts, so the order is that of the connections. */
    void begin(Connection connection, Transport transport) {
        if (transport.isSecure()) {
            add(connection).ifPresent(oldest -> oldest.abort("more than " + MAX_PENDING
                    + " TLS handshakes are pending; the oldest is closed"));
        }
    }

    /** Completes the handshake of an accepted connection, or reports why it failed. Returns whether it is complete. */
    boolean complete(Connection connection, Transport transport) {
        if (!transport.isSecure()) {
            return true;
        }
        Future<?> timeout = host.resources().timers().schedule(TIMEOUT,
                () -> connection.abort("no TLS handshake in " + TIMEOUT.toSeconds() + " s"));
        try {
            transport.handshake();
            return true;
        } catch (IOException e) {
            String aborted = connection.abortReason();
            if (!aborted.isEmpty() || !isEnd(e)) {
                String reason = aborted.isEmpty() ? ConnectErrors.describe(e) : aborted;
                host.runInNode("refusing a connection", () -> host.node().refused(connection.remote(), reason));
            }
            return false;
        } catch (RuntimeException e) {
            connection.fail("TLS handshake with " + connection.remote(), e);
            return false;
        } finally {
            timeout.cancel(false);
            remove(connection);
        }
    }

    /**
     * Returns whether the other side ended the connection, which is no input. Port scans, health checks and dialers
     * that give up do so.
     */
    private static boolean isEnd(IOException failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof EOFException || cause instanceof SocketException);
    }

    private synchronized Optional<Connection> add(Connection connection) {
        pending.add(connection);
        if (pending.size() <= MAX_PENDING) {
            return Optional.empty();
        }
        Iterator<Connection> oldest = pending.iterator();
        Connection excess = oldest.next();
        oldest.remove();
        return Optional.of(excess);
    }

    private synchronized void remove(Connection connection) {
        pending.remove(connection);
    }

    /** Completes the handshake of a dialed connection. Closes it on failure. */
    static void dialed(TimerService timers, Transport transport) throws IOException {
        if (!transport.isSecure()) {
            return;
        }
        AtomicBoolean late = new AtomicBoolean();
        Future<?> timeout = timers.schedule(TIMEOUT, () -> {
            late.set(true);
            close(transport);
        });
        try {
            transport.handshake();
        } catch (IOException e) {
            close(transport);
            if (late.get()) {
                throw new DialException(DialFailure.NO_ANSWER, "no TLS handshake in " + TIMEOUT.toSeconds() + " s");
            }
            throw e;
        } catch (RuntimeException e) {
            close(transport);
            throw e;
        } finally {
            timeout.cancel(false);
        }
    }

    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (IOException e) {
            // The handshake has failed already, and its error is reported.
            return;
        }
    }
}
