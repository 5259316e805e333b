package gossip.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** A counter of the deliveries of one run. A delivery is a first copy at a node other than the origin. Thread-safe. */
final class DeliveryCounter {

    /**
     * The deliveries at one node.
     *
     * @param seen a bit for each message
     */
    private record Receiver(AtomicLongArray seen, AtomicInteger delivered, AtomicLong lastAt) {

        /** Marks a message as received. Returns whether this is its first copy. */
        boolean markReceived(int sequence) {
            long bit = 1L << sequence;
            return (seen.getAndAccumulate(sequence >>> 6, bit, (word, mask) -> word | mask) & bit) == 0;
        }

        boolean has(int sequence) {
            return (seen.get(sequence >>> 6) & 1L << sequence) != 0;
        }
    }

    private final int run;
    private final int messages;
    private final List<Receiver> receivers;
    /** For each message, the nanoseconds of its slowest delivery. */
    private final AtomicLongArray slowestNanos;

    DeliveryCounter(int run, int nodes, int messages) {
        this.run = run;
        this.messages = messages;
        this.slowestNanos = new AtomicLongArray(messages);
        this.receivers = IntStream.range(0, nodes)
                .mapToObj(node -> new Receiver(
                        new AtomicLongArray((messages >>> 6) + 1), new AtomicInteger(), new AtomicLong()))
                .toList();
    }

    void delivered(int node, SampleMessage message) {
        Receiver receiver = receivers.get(node);
        if (message.run() == run && message.origin() != node && receiver.markReceived(message.sequence())) {
            long now = System.nanoTime();
            slowestNanos.accumulateAndGet(message.sequence(), now - message.sentAt(), Math::max);
            receiver.lastAt().set(now);
            receiver.delivered().incrementAndGet();
        }
    }

    long expected() {
        return (long) messages * (receivers.size() - 1);
    }

    long delivered() {
        return receivers.stream().mapToLong(receiver -> receiver.delivered().get()).sum();
    }

    /** Returns the {@link System#nanoTime} of the last delivery so far, or {@code otherwise} if there is none. */
    long lastAt(long otherwise) {
        return receivers.stream().mapToLong(receiver -> receiver.lastAt().get())
                .filter(at -> at != 0).reduce((a, b) -> b - a > 0 ? b : a).orElse(otherwise);
    }

    double lossPercent() {
        return 100.0 * (expected() - delivered()) / expected();
    }

    /** Returns how many nanoseconds the last node waited for each message that all nodes received, ascending. */
    long[] completed(int origins) {
        return IntStream.range(0, messages).filter(sequence -> isComplete(sequence, origins))
                .mapToLong(slowestNanos::get).sorted().toArray();
    }

    private boolean isComplete(int sequence, int origins) {
        return IntStream.range(0, receivers.size())
                .allMatch(node -> node == sequence % origins || receivers.get(node).has(sequence));
    }
}
