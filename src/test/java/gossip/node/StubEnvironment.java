package gossip.node;

import gossip.protocol.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * An environment whose clock stands still, so that no timer ends.
 *
 * @param currentProblem supplies what {@link #problem} returns
 * @param dialer receives the address and the handler of each dial
 */
public record StubEnvironment(Supplier<Optional<String>> currentProblem, BiConsumer<Address, LinkHandler> dialer)
        implements Environment {

    /** Returns an environment in which nothing can be dialed. */
    static StubEnvironment of(Supplier<Optional<String>> currentProblem) {
        return new StubEnvironment(currentProblem, (address, handler) -> {
            throw new AssertionError("this environment cannot dial " + address);
        });
    }

    @Override
    public Optional<String> problem() {
        return currentProblem.get();
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public Instant currentTime() {
        return Instant.EPOCH;
    }

    @Override
    public RandomGenerator random() {
        throw new AssertionError("this environment has no random numbers");
    }

    @Override
    public void dial(Address address, LinkHandler handler) {
        dialer.accept(address, handler);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return () -> { };
    }
}
