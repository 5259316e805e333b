package gossip.seed;

import gossip.node.RateLimit;
import gossip.protocol.Message;
import gossip.protocol.Message.Members;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A limit on the requests of one connection to a seed, because a list has up to 10,000 lines. */
final class RequestPace implements Function<Message, Optional<String>> {

    /** MEMBERS without an address. A program asks once in some seconds. Guessed. */
    static final int LISTS_PER_SECOND = 4;
    /** All other requests, as at a peer. */
    static final int REQUESTS_PER_SECOND = 100;

    private final LongSupplier clock;
    private final RateLimit lists;
    private final RateLimit requests;

    /** @param clock the monotonic clock in nanoseconds */
    RequestPace(LongSupplier clock) {
        this.clock = clock;
        this.lists = new RateLimit(LISTS_PER_SECOND, clock.getAsLong());
        this.requests = new RateLimit(REQUESTS_PER_SECOND, clock.getAsLong());
    }

    /** Returns why the message is refused, or empty. */
    @Override
    public Optional<String> apply(Message message) {
        boolean isList = message instanceof Members members && members.address().isEmpty();
        if ((isList ? lists : requests).tryAcquire(clock.getAsLong())) {
            return Optional.empty();
        }
        return Optional.of(isList ? "more than " + LISTS_PER_SECOND + " MEMBERS per second"
                : "more than " + REQUESTS_PER_SECOND + " requests per second");
    }
}
