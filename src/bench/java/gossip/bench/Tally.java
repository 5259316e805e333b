package gossip.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** Counts the deliveries of one run: first copies, at nodes other than the origin. Thread-safe. */
final class Tally {

    /** @param seen a bit for each message */
    private record Receiver(AtomicLongArray seen, AtomicInteger delivered, AtomicLong lastAt) {

        /** @return whether it is the first copy */
        boolean take(int sequence) {
            long bit = 1L << sequence;
            return (seen.getAndAccumulate(sequence >>> 6, bit, (seen, one) -> seen | one) & bit) == 0;
        }

        boolean has(int sequence) {
            return (seen.get(sequence >>> 6) & 1L << sequence) != 0;
        }
    }

    private final int run;
    private final int messages;
    private final List<Receiver> receivers;
    /** For each message, how long its slowest delivery took. */
    private final AtomicLongArray slowest;

    Tally(int run, int nodes, int messages) {
        this.run = run;
        this.messages = messages;
        this.slowest = new AtomicLongArray(messages);
        this.receivers = IntStream.range(0, nodes)
                .mapToObj(node -> new Receiver(
                        new AtomicLongArray((messages >>> 6) + 1), new AtomicInteger(), new AtomicLong()))
                .toList();
    }

    void delivered(int node, SampleMessage payload) {
        Receiver receiver = receivers.get(node);
        if (payload.run() == run && payload.origin() != node && receiver.take(payload.sequence())) {
            long now = System.nanoTime();
            slowest.accumulateAndGet(payload.sequence(), now - payload.sentAt(), Math::max);
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

    /** When the last one so far came, or the given time if none has. */
    long lastAt(long otherwise) {
        return receivers.stream().mapToLong(receiver -> receiver.lastAt().get())
                .filter(at -> at != 0).reduce((one, other) -> other - one > 0 ? other : one).orElse(otherwise);
    }

    double lossPercent() {
        return 100.0 * (expected() - delivered()) / expected();
    }

    /** Of the messages that every other node has: nanoseconds until the last had it, in ascending order. */
    long[] completed(int origins) {
        return IntStream.range(0, messages).filter(sequence -> isComplete(sequence, origins))
                .mapToLong(slowest::get).sorted().toArray();
    }

    private boolean isComplete(int sequence, int origins) {
        return IntStream.range(0, receivers.size())
                .allMatch(node -> node == sequence % origins || receivers.get(node).has(sequence));
    }
}
