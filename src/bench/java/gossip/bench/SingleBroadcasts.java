package gossip.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Measures the time until the last node has a message. The messages are published one by one from changing nodes. */
record SingleBroadcasts(int messages) implements Measurement {

    private static final int LENGTH = 100;
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Override
    public Map<Metric, Double> run(NetworkUnderTest network, int run) throws Exception {
        DeliveryCounter counter = network.startCounting(run, messages);
        for (int i = 0; i < messages; i++) {
            int origin = i % network.nodes();
            SampleMessage message = new SampleMessage(run, origin, i, System.nanoTime());
            network.network().publish(origin, List.of(message.text(LENGTH)));
            Thread.sleep(INTERVAL);
        }
        new Completion(counter).await(TIMEOUT, TIMEOUT);
        long[] nanos = counter.completed(network.nodes());
        if (nanos.length == 0) {
            return Map.of(Metric.LOSS, counter.lossPercent());
        }
        return Map.of(
                Metric.LAST_MEDIAN, nanos[nanos.length / 2] / 1e6,
                Metric.LAST_MAX, nanos[nanos.length - 1] / 1e6,
                Metric.LOSS, counter.lossPercent());
    }
}
