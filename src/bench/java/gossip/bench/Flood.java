package gossip.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Many messages at once.
 *
 * @param most origins; all nodes if there are fewer
 * @param each messages of each origin
 * @param length of a payload in bytes
 */
record Flood(int most, int each, int length) implements Work {

    private static final int BATCH = 50;
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** What the last run has left to do is not charged to this one. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    @Override
    public Map<Metric, Double> run(Stage stage, int run) throws Exception {
        int origins = Math.min(most, stage.nodes());
        Tally tally = stage.count(run, origins * each);
        Thread.sleep(SETTLE);
        Completion completion = new Completion(tally);
        List<Thread> publishers = IntStream.range(0, origins)
                .mapToObj(origin -> Thread.ofPlatform().daemon().start(() -> publish(stage, run, origin, origins)))
                .toList();
        completion.await(QUIET, LIMIT);
        // Some may be blocked for ever, on a network that takes no more.
        publishers.forEach(Thread::interrupt);
        long delivered = tally.delivered();
        if (delivered == 0) {
            return Map.of(Metric.LOSS, 100.0);
        }
        return Map.of(
                Metric.RATE, delivered / completion.seconds(),
                Metric.CPU, completion.cpuMicros() / delivered,
                Metric.LOSS, tally.lossPercent());
    }

    /** The sequences of all origins interleave: that of origin o leaves a remainder of o. */
    private void publish(Stage stage, int run, int origin, int origins) {
        try {
            for (int sent = 0; sent < each; sent += BATCH) {
                List<String> batch = new ArrayList<>(BATCH);
                for (int i = sent; i < Math.min(each, sent + BATCH); i++) {
                    batch.add(new SampleMessage(run, origin, i * origins + origin, System.nanoTime()).text(length));
                }
                stage.contender().publish(origin, batch);
            }
        } catch (Exception e) {
            // What it did not take counts as lost; the log of this JVM says why.
            System.err.println("node " + origin + " stopped publishing: " + e);
        }
    }
}
