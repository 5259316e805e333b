package gossip.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Single messages with time between them, each from another node: how long until the last node has one. */
record Broadcasts(int messages) implements Work {

    private static final int LENGTH = 100;
    private static final Duration PACE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public Map<Metric, Double> run(Stage stage, int run) throws Exception {
        Tally tally = stage.count(run, messages);
        for (int i = 0; i < messages; i++) {
            int origin = i % stage.nodes();
            stage.contender().publish(origin, List.of(new SampleMessage(run, origin, i, System.nanoTime()).text(LENGTH)));
            Thread.sleep(PACE);
        }
        new Completion(tally).await(PATIENCE, PATIENCE);
        long[] nanos = tally.completed(stage.nodes());
        if (nanos.length == 0) {
            return Map.of(Metric.LOSS, tally.lossPercent());
        }
        return Map.of(
                Metric.LAST_MEDIAN, nanos[nanos.length / 2] / 1e6,
                Metric.LAST_MAX, nanos[nanos.length - 1] / 1e6,
                Metric.LOSS, tally.lossPercent());
    }
}
