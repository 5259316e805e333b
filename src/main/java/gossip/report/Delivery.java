package gossip.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Whether every message reached everyone it was due at.
 *
 * @param outcomes    one for each message generated
 * @param caughtUp    receptions by peers that started only after the message was made
 * @param duplicates  receptions by a life that had the message already
 * @param unexplained messages received whose generation is not in the log
 * @param latency     milliseconds from generation to reception, where due; empty if nothing was delivered
 * @param hops        links from the origin, where due; empty if nothing was delivered
 */
record Delivery(List<MessageDelivery> messages, long caughtUp, long duplicates, long unexplained, Optional<Spread> latency,
        Optional<Spread> hops) {

    /** One message: at how many peers it was due, and how many of those have it. */
    record MessageDelivery(Run.Generation message, int due, int delivered) {
        boolean reachedAll() {
            return due > 0 && delivered == due;
        }
    }

    /** Nearest-rank percentiles: values that really occurred. */
    record Spread(long median, long p95, long max) {
        static Optional<Spread> of(long[] values) {
            if (values.length == 0) return Optional.empty();
            Arrays.sort(values);
            return Optional.of(new Spread(rank(values, 0.5), rank(values, 0.95), values[values.length - 1]));
        }

        private static long rank(long[] sorted, double share) {
            return sorted[(int) Math.ceil(share * sorted.length) - 1];
        }
    }

    long due() {
        return messages.stream().mapToLong(MessageDelivery::due).sum();
    }

    long delivered() {
        return messages.stream().mapToLong(MessageDelivery::delivered).sum();
    }

    /** Messages generated after a moment that were due at anyone. */
    List<MessageDelivery> generatedAfter(Instant moment) {
        return messages.stream().filter(it -> it.message().at().isAfter(moment) && it.due() > 0).toList();
    }

    static Delivery of(Run run, InstanceStatuses statuses) {
        List<MessageDelivery> outcomes = new ArrayList<>();
        LongStream.Builder latencies = LongStream.builder();
        LongStream.Builder hops = LongStream.builder();
        long caughtUp = 0;
        for (Map.Entry<String, Run.Generation> entry : run.generated().entrySet()) {
            Run.Generation message = entry.getValue();
            BitSet due = due(message, run, statuses);
            BitSet delivered = new BitSet();
            for (Run.Reception reception : run.receptions().getOrDefault(entry.getKey(), List.of())) {
                if (delivered.get(reception.instance())) continue;
                delivered.set(reception.instance());
                if (due.get(reception.instance())) {
                    latencies.add(Duration.between(message.at(), reception.at()).toMillis());
                    hops.add(reception.hops());
                } else if (run.instances().get(reception.instance()).started().isAfter(message.at())) {
                    caughtUp++;
                }
            }
            delivered.and(due);
            outcomes.add(new MessageDelivery(message, due.cardinality(), delivered.cardinality()));
        }
        long unexplained = run.receptions().keySet().stream().filter(id -> !run.generated().containsKey(id)).count();
        return new Delivery(List.copyOf(outcomes), caughtUp, duplicates(run), unexplained,
                Spread.of(latencies.build().toArray()), Spread.of(hops.build().toArray()));
    }

    private static BitSet due(Run.Generation message, Run run, InstanceStatuses statuses) {
        BitSet due = new BitSet();
        for (int life = 0; life < run.instances().size(); life++) due.set(life, statuses.isDue(message, life, run));
        return due;
    }

    /** The origin has its own message from the start: getting it back is a duplicate, too. */
    private static long duplicates(Run run) {
        long duplicates = 0;
        for (Map.Entry<String, List<Run.Reception>> entry : run.receptions().entrySet()) {
            BitSet have = new BitSet();
            Optional.ofNullable(run.generated().get(entry.getKey())).ifPresent(message -> have.set(message.instance()));
            for (Run.Reception reception : entry.getValue()) {
                if (have.get(reception.instance())) duplicates++;
                have.set(reception.instance());
            }
        }
        return duplicates;
    }
}
