package gossip.report;

import gossip.stats.Percentiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Whether every message reached every peer at which it was due. {@link InstanceStatuses#isDue} defines "due",
 * except for a peer that may have ended before ({@link InstanceStatuses#mayHaveEnded}).
 *
 * @param messages      one entry for each generated message
 * @param caughtUp      receptions by peers that started after the message was generated
 * @param duplicates    receptions by an instance that had received the message before
 * @param unexplained   messages that were received but whose generation is not in the log
 * @param latencyMillis from generation to the receptions that were due
 * @param hops          links from the origin to the receptions that were due
 * @param convergence   how long messages took to reach the due peers
 */
record Delivery(List<MessageDelivery> messages, long caughtUp, long duplicates, long unexplained,
        Percentiles latencyMillis, Percentiles hops, Convergence convergence) {

    /**
     * The times in milliseconds from generation until 50 %, 95 % and all of the due peers had a message. Each is taken
     * over the messages that reached all due peers.
     */
    record Convergence(Percentiles half, Percentiles most, Percentiles all) {

        /** @param latencies the latencies of each message */
        static Convergence of(List<double[]> latencies) {
            List<Percentiles> each = latencies.stream().map(Percentiles::of).toList();
            return new Convergence(Percentiles.of(each.stream().mapToDouble(Percentiles::median).toArray()),
                    Percentiles.of(each.stream().mapToDouble(Percentiles::p95).toArray()),
                    Percentiles.of(each.stream().mapToDouble(Percentiles::max).toArray()));
        }
    }

    /** One message: at how many peers it was due, and how many of those have received it. */
    record MessageDelivery(Run.Generation message, int due, int delivered) {
        boolean reachedAll() {
            return due > 0 && delivered == due;
        }
    }

    long due() {
        return messages.stream().mapToLong(MessageDelivery::due).sum();
    }

    long delivered() {
        return messages.stream().mapToLong(MessageDelivery::delivered).sum();
    }

    /** Returns how many due deliveries are missing of messages that an instance generated before it had joined. */
    long lostBeforeJoin(Run run) {
        return messages.stream().filter(it -> run.instances().get(it.message().instance()).joined()
                .filter(joined -> !it.message().at().isBefore(joined)).isEmpty())
                .mapToLong(it -> it.due() - it.delivered()).sum();
    }

    /** Returns the messages that were generated after a moment and were due at any peer. */
    List<MessageDelivery> generatedAfter(Instant moment) {
        return messages.stream().filter(it -> it.message().at().isAfter(moment) && it.due() > 0).toList();
    }

    static Delivery of(Run run, InstanceStatuses statuses) {
        List<MessageDelivery> messages = new ArrayList<>();
        DoubleStream.Builder latencies = DoubleStream.builder();
        DoubleStream.Builder hops = DoubleStream.builder();
        List<double[]> complete = new ArrayList<>();
        long caughtUp = 0;
        for (Map.Entry<String, Run.Generation> entry : run.generated().entrySet()) {
            Run.Generation message = entry.getValue();
            BitSet due = due(message, run, statuses);
            BitSet delivered = new BitSet();
            DoubleStream.Builder own = DoubleStream.builder();
            for (Run.Reception reception : run.receptions().getOrDefault(entry.getKey(), List.of())) {
                int instance = reception.instance();
                if (delivered.get(instance)) continue;
                delivered.set(instance);
                if (due.get(instance)) {
                    double latency = Duration.between(message.at(), reception.at()).toMillis();
                    latencies.add(latency);
                    own.add(latency);
                    hops.add(reception.hops());
                } else if (run.instances().get(instance).started().isAfter(message.at())) {
                    caughtUp++;
                }
            }
            for (int i = 0; i < run.instances().size(); i++) {
                if (!delivered.get(i) && statuses.mayHaveEnded(message, i, run)) due.clear(i);
            }
            delivered.and(due);
            MessageDelivery delivery = new MessageDelivery(message, due.cardinality(), delivered.cardinality());
            messages.add(delivery);
            if (delivery.reachedAll()) complete.add(own.build().toArray());
        }
        long unexplained = run.receptions().keySet().stream().filter(id -> !run.generated().containsKey(id)).count();
        return new Delivery(List.copyOf(messages), caughtUp, duplicates(run), unexplained,
                Percentiles.of(latencies.build().toArray()), Percentiles.of(hops.build().toArray()),
                Convergence.of(complete));
    }

    private static BitSet due(Run.Generation message, Run run, InstanceStatuses statuses) {
        BitSet due = new BitSet();
        for (int i = 0; i < run.instances().size(); i++) due.set(i, statuses.isDue(message, i, run));
        return due;
    }

    /** Counts receptions of a message that the instance had before. The origin has its own message from the start. */
    private static long duplicates(Run run) {
        return run.receptions().entrySet().stream().mapToLong(entry -> {
            int origin = Optional.ofNullable(run.generated().get(entry.getKey()))
                    .map(Run.Generation::instance).orElse(-1);
            List<Run.Reception> receptions = entry.getValue();
            long firstCopies = receptions.stream().mapToInt(Run.Reception::instance)
                    .filter(instance -> instance != origin).distinct().count();
            return receptions.size() - firstCopies;
        }).sum();
    }
}
