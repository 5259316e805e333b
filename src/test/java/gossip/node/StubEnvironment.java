package gossip.node;

import gossip.protocol.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * An environment whose clock stands still, so that no timer ends. Nothing can be dialed.
 *
 * @param currentProblem supplies what {@link #problem} returns
 */
record StubEnvironment(Supplier<Optional<String>> currentProblem) implements Environment {

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
        throw new AssertionError("this environment cannot dial " + address);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return () -> { };
    }
}
