package gossip.node;

import gossip.protocol.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** The world as a node may touch it. Only for use inside a call into the node. */
public interface Environment {

    /** Nanoseconds that only ever grow, from an arbitrary origin: for measuring and for waiting. */
    long nanoTime();

    /** What the clock on the wall says: for incarnations and for people. It may jump. */
    Instant currentTime();

    RandomGenerator random();

    /** Opens a connection. The handler hears {@code opened}, or {@code closed} when that fails, within some seconds. */
    void dial(Address address, LinkHandler handler);

    /** Runs the task once, not before the delay has passed, as a call into the node. */
    Timer schedule(Duration delay, Runnable task);
}
