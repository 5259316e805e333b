package gossip.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures many messages that are published as fast as the nodes accept them.
 *
 * @param maxOrigins the number of publishing nodes; all nodes if there are fewer
 * @param messagesPerOrigin messages that each of them publishes
 * @param length bytes of one message
 */
record Flood(int maxOrigins, int messagesPerOrigin, int length) implements Measurement {

    private static final int BATCH = 50;
    static final Duration QUIET = Duration.ofSeconds(10);
    static final Duration LIMIT = Duration.ofSeconds(90);
    /** Time before the run, so that work left over from the previous run is not measured. */
    static final Duration SETTLE = Duration.ofSeconds(1);

    @Override
    public Map<Metric, Double> run(NetworkUnderTest network, int run) throws Exception {
        DeliveryCounter counter = network.startCounting(run, messages(network));
        Thread.sleep(SETTLE);
        Completion completion = new Completion(counter);
        List<Thread> publishers = startPublishers(network, run);
        completion.await(QUIET, LIMIT);
        // A publisher may be blocked forever when the network accepts no more messages.
        publishers.forEach(Thread::interrupt);
        long delivered = counter.delivered();
        if (delivered == 0) {
            return Map.of(Metric.LOSS, 100.0);
        }
        return Map.of(
                Metric.RATE, delivered / completion.seconds(),
                Metric.CPU, completion.cpuMicros() / delivered,
                Metric.LOSS, counter.lossPercent());
    }

    /** Returns the number of all messages. */
    int messages(NetworkUnderTest network) {
        return Math.min(maxOrigins, network.nodes()) * messagesPerOrigin;
    }

    List<Thread> startPublishers(NetworkUnderTest network, int run) {
        int origins = Math.min(maxOrigins, network.nodes());
        return IntStream.range(0, origins)
                .mapToObj(origin -> Thread.ofPlatform().daemon().start(() -> publish(network, run, origin, origins)))
                .toList();
    }

    /** Publishes the messages of one origin. Origin o uses the sequence numbers that have the remainder o. */
    private void publish(NetworkUnderTest network, int run, int origin, int origins) {
        try {
            for (int sent = 0; sent < messagesPerOrigin; sent += BATCH) {
                List<String> batch = new ArrayList<>(BATCH);
                for (int i = sent; i < Math.min(messagesPerOrigin, sent + BATCH); i++) {
                    batch.add(new SampleMessage(run, origin, i * origins + origin, System.nanoTime()).text(length));
                }
                network.network().publish(origin, batch);
            }
        } catch (Exception e) {
            // Messages that were not published count as lost. The log of this JVM has the reason.
            System.err.println("node " + origin + " stopped publishing: " + e);
        }
    }
}
