package gossip.net;

import gossip.node.Link;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A link whose reader thread computes what the node gives it. Used by that thread only. */
abstract class ComputingLink implements Link {

    private Optional<Supplier<Runnable>> work = Optional.empty();

    @Override
    public final <T> void compute(Supplier<T> task, Consumer<T> then) {
        work = Optional.of(() -> {
            T result = task.get();
            return () -> then.accept(result);
        });
    }

    /** Returns whether no further line may be delivered until {@link #doWork} is called. */
    final boolean hasWork() {
        return work.isPresent();
    }

    /** Does the work. Called outside of the node. Returns what to run in a call into the node. */
    final Runnable doWork() {
        Supplier<Runnable> present = work.orElseThrow();
        work = Optional.empty();
        return present.get();
    }
}
