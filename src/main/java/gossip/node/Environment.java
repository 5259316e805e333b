package gossip.node;

import gossip.protocol.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Everything a node may ask of its host: time, randomness, connections and timers. Call it only from within a call into
 * the node.
 */
public interface Environment {

    /** Additional time for a reply over TLS, for nodes that start together on one host. Guessed. */
    Duration TLS_ALLOWANCE = Duration.ofSeconds(5);

    /** Returns nanoseconds since an arbitrary origin. The value never decreases. Used to measure durations. */
    long nanoTime();

    /** Returns the time of day, which may jump. Used for incarnations and for text that people read. */
    Instant currentTime();

    RandomGenerator random();

    /** Returns why no other node can dial this one, if the host knows a reason. */
    default Optional<String> problem() {
        return Optional.empty();
    }

    /**
     * Opens a connection. Within some seconds, the host calls {@link LinkHandler#opened} or
     * {@link LinkHandler#dialFailed}.
     */
    void dial(Address address, LinkHandler handler);

    /**
     * Returns how long a joining peer waits for a reply, from the dial on. With TLS this is longer: a handshake takes
     * CPU time at both ends, and nodes that start together on one host wait for each other.
     *
     * @param plain how long to wait without TLS
     */
    default Duration replyTimeout(Duration plain) {
        return certificateExpiry().isPresent() ? plain.plus(TLS_ALLOWANCE) : plain;
    }

    /** Returns when the certificate of this node expires, or empty without TLS. */
    default Optional<Instant> certificateExpiry() {
        return Optional.empty();
    }

    /** Returns the part of a status about the certificate: a space and {@code key=value} pairs, or an empty text. */
    default String certificateStatus() {
        return certificateExpiry().map(expiry -> " certificateExpiry=" + expiry.toEpochMilli() + " certificateDays="
                + Math.floorDiv(Duration.between(currentTime(), expiry).toSeconds(), Duration.ofDays(1).toSeconds()))
                .orElse("");
    }

    /** Runs the task once as a call into the node, when the delay has passed. */
    Timer schedule(Duration delay, Runnable task);

    /** Returns the rules of the protocol, which only experiments replace. */
    default ProtocolRules rules() {
        return ProtocolRules.STANDARD;
    }
}
