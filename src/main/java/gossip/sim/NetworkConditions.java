package gossip.sim;

import gossip.protocol.Address;
import gossip.protocol.Message;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Conditions of simulated links and nodes: latency, loss, bandwidth and capacity of links, and speed of nodes. */
public interface NetworkConditions {

    /** Returns the latency of a message, in nanoseconds. Messages of one link stay in order in any case. */
    long latency(Address from, Address to, RandomGenerator random);

    /** Returns whether this message is lost. A real TCP connection does not lose messages. */
    default boolean loses(Address from, Address to, Message message, RandomGenerator random) {
        return false;
    }

    /** Returns how long each message occupies the link, in nanoseconds. It is the inverse of the bandwidth. */
    default long transmission(Address from, Address to) {
        return 0;
    }

    /**
     * Returns when a message that is sent now has left the node, in nanoseconds of virtual time, {@code now} or later.
     * Called once for each message, so an implementation can keep the state of the uplink of the node.
     */
    default long departure(Address from, Address to, Message message, long now) {
        return now;
    }

    /**
     * Returns how long the node at this address works on each message and on each other call, in nanoseconds. While it
     * works, later messages and timers wait in order. With 0 the node is never busy.
     */
    default long processing(Address node) {
        return 0;
    }

    /** Returns how many messages may be in flight on one link before the send queue is full. */
    default int capacity(Address from, Address to) {
        return 1_000_000;
    }

    /** Returns conditions with a uniformly distributed latency and no loss. Both bounds are inclusive. */
    static NetworkConditions delay(Duration min, Duration max) {
        long from = min.toNanos();
        long to = max.toNanos() + 1;
        return (sender, receiver, random) -> random.nextLong(from, to);
    }
}
