package gossip.sim;

import gossip.protocol.Address;
import gossip.protocol.Message;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** What the simulated wires do to what is sent over them. */
public interface NetworkConditions {

    /** Nanoseconds from one host to the other. Messages of one link stay in order all the same. */
    long latency(Address from, Address to, RandomGenerator random);

    /** Whether this message is lost, as no TCP connection would lose it. */
    default boolean loses(Address from, Address to, Message message, RandomGenerator random) {
        return false;
    }

    /** Nanoseconds that each message keeps the link busy: how slow it is. */
    default long transmission(Address from, Address to) {
        return 0;
    }

    /** How many messages may be on their way on one link before its sender's queue is full. */
    default int capacity(Address from, Address to) {
        return 1_000_000;
    }

    /** A delay between the two, evenly spread, and no other trouble. */
    static NetworkConditions delay(Duration least, Duration most) {
        long from = least.toNanos();
        long to = most.toNanos() + 1;
        return (sender, receiver, random) -> random.nextLong(from, to);
    }
}
