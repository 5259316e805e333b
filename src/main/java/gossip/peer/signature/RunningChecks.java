package gossip.peer.signature;

import gossip.node.Refusal;
import gossip.peer.overlay.Neighbor;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The checks of signatures that are running. {@link SignedMessages} decides what they verify. Copies of a message that
 * arrive during a check share its result, so a message that arrives on many links together is verified once. Copies
 * with other bytes are checked separately. So an invalid copy never decides about the genuine one.
 */
final class RunningChecks {

    /** A receiver of the result for a copy: why it is refused, or empty if the message is genuine. */
    @FunctionalInterface
    interface Verdict {
        void of(Neighbor from, Gossip gossip, Optional<Refusal> refusal);
    }

    private record Copy(Neighbor from, Gossip gossip) {}

    /** The copies of each message, in the order in which they arrived. At most one of each neighbor. */
    private final Map<Payload, List<Copy>> running = new HashMap<>();

    /** Runs the check on the link of the neighbor, unless it is running. Passes on the result for each copy. */
    void run(Neighbor from, Gossip gossip, Supplier<Optional<Refusal>> check, Verdict verdict) {
        List<Copy> copies = running.get(gossip.payload());
        if (copies != null) {
            if (copies.stream().noneMatch(copy -> copy.from() == from)) {
                copies.add(new Copy(from, gossip));
            }
            return;
        }
        List<Copy> first = new ArrayList<>(1);
        first.add(new Copy(from, gossip));
        running.put(gossip.payload(), first);
        Consumer<Optional<Refusal>> end = refusal -> {
            running.remove(gossip.payload());
            first.forEach(copy -> verdict.of(copy.from(), copy.gossip(), refusal));
        };
        from.link().compute(check, end);
    }
}
